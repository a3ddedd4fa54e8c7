// demarche manual: manual pages and completions for shells, from the same text as --help. For packages.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/text_file.h"
#include "command.h"

namespace demarche {
namespace {

using Verbs = std::vector<const CLI::App*>;
using Options = std::vector<const CLI::Option*>;

// Those shown in --help, nested verbs behind their parent: "ledger", "ledger check".
Verbs verbs_of(const CLI::App& app) {
  Verbs all;
  for (const auto* verb : app.get_subcommands(nullptr))
    if (!verb->get_group().empty()) {
      all.push_back(verb);
      const auto below = verbs_of(*verb);
      all.insert(all.end(), below.begin(), below.end());
    }
  return all;
}

std::string whole_name(const CLI::App& verb, const std::string& separator) {
  std::string name = verb.get_name();
  for (const auto* above = verb.get_parent(); above; above = above->get_parent())
    name = above->get_name() + separator + name;
  return name;
}

Options options_of(const CLI::App& app, bool positional) {
  Options options;
  for (const auto* option : app.get_options())
    if (!option->get_group().empty() && option->get_positional() == positional) options.push_back(option);
  return options;
}

std::string value_of(const CLI::Option& option) {
  return option.get_items_expected_max() == 0 ? std::string() : option.get_type_name();
}

// "-" that is typed is a minus sign in roff; a line may not begin with a dot or a quote.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '-') out += '\\';
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    out += c;
  }
  return out;
}

std::string roff_option(const CLI::Option& option) {
  const std::string value = value_of(option);
  return fmt::format(
      ".TP\n\\fB{}\\fR{}\n{}\n", roff(option.get_positional() ? option.get_name(true) : option.get_name(false, true)),
      value.empty() || option.get_positional() ? "" : " \\fI" + roff(value) + "\\fR",
      roff(option.get_description() +
           (option.get_envname().empty() ? "" : "\nElse the environment variable " + option.get_envname() + ".")));
}

std::string manual_page(const CLI::App& app, const std::string& version) {
  std::string out =
      fmt::format(".TH \"{0}\" 1 \"\" \"{1}\" \"User commands\"\n.SH NAME\n{2} \\- {3}\n.SH SYNOPSIS\n.B {4}\n",
                  whole_name(app, "-"), version, roff(whole_name(app, "-")), roff(app.get_description()),
                  roff(whole_name(app, " ")));
  const auto arguments = options_of(app, true), options = options_of(app, false);
  if (!options.empty()) out += "[\\fIoptions\\fR]\n";
  for (const auto* argument : arguments)
    out += fmt::format("{0}\\fI{1}\\fR{2}\n", argument->get_required() ? "" : "[", roff(argument->get_name(true)),
                       argument->get_required() ? "" : "]");
  const auto verbs = verbs_of(app);
  if (!verbs.empty()) {
    out += "\\fIcommand\\fR ...\n.SH COMMANDS\n";
    for (const auto* verb : verbs)
      if (verb->get_parent() == &app)
        out += fmt::format(".TP\n\\fB{}\\fR(1)\n{}\n", roff(whole_name(*verb, "-")), roff(verb->get_description()));
  }
  if (!arguments.empty()) out += ".SH ARGUMENTS\n";
  for (const auto* argument : arguments) out += roff_option(*argument);
  if (!options.empty()) out += ".SH OPTIONS\n";
  for (const auto* option : options) out += roff_option(*option);
  out +=
      ".SH EXIT STATUS\n0: all done. 1: something of the input was left out, each told in one line on standard error. "
      "2: nothing could be done.\n";
  if (app.get_parent()) out += ".SH SEE ALSO\n" + roff(whole_name(*app.get_parent(), "-")) + "(1)\n";
  return out;
}

std::string long_names(const CLI::App& app, const std::string& separator) {
  std::string out;
  for (const auto* option : options_of(app, false))
    for (const auto& name : option->get_lnames()) out += (out.empty() ? "" : separator) + "--" + name;
  return out;
}

std::string verb_names(const CLI::App& app) {
  std::string out;
  for (const auto* verb : app.get_subcommands(nullptr))
    if (!verb->get_group().empty()) out += (out.empty() ? "" : " ") + verb->get_name();
  return out;
}

// The verb is the words before the cursor that name one; then its options, else files.
std::string bash_completion(const CLI::App& app) {
  std::string out =
      "# bash completion for demarche\n_demarche() {\n  local verb= word i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n    word=${COMP_WORDS[i]}\n"
      "    case \"$verb $word\" in\n";
  for (const auto* verb : verbs_of(app)) {
    const auto name = whole_name(*verb, " ").substr(app.get_name().size());
    out += fmt::format("      \"{}\") verb=\"{}\" ;;\n", name, name);
  }
  out += "    esac\n  done\n  word=${COMP_WORDS[COMP_CWORD]}\n  case \"$verb\" in\n";
  auto all = verbs_of(app);
  all.insert(all.begin(), &app);
  for (const auto* verb : all) {
    const auto name = verb == &app ? std::string() : whole_name(*verb, " ").substr(app.get_name().size());
    out += fmt::format("    \"{}\") words=\"{} {}\" ;;\n", name, verb_names(*verb), long_names(*verb, " "));
  }
  return out +
         "  esac\n  if [[ $word == -* || -z $verb ]]; then\n    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "  else\n    COMPREPLY=($(compgen -W \"${words%%--*}\" -- \"$word\") $(compgen -f -- \"$word\"))\n  fi\n}\n"
         "complete -o filenames -F _demarche demarche\n";
}

std::string zsh_text(std::string text) {  // within '...[...]'
  std::string out;
  for (const char c : text) {
    if (c == '\'') out += "'\\'";
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_arguments(const CLI::App& app) {
  std::string out;
  for (const auto* option : options_of(app, false))
    for (const auto& name : option->get_lnames())
      out += fmt::format(" \\\n        '--{}[{}]{}'", name, zsh_text(option->get_description()),
                         value_of(*option).empty() ? "" : ":" + zsh_text(value_of(*option)) + ":_files");
  return out;
}

std::string zsh_completion(const CLI::App& app) {
  std::string out = "#compdef demarche\n_demarche() {\n  local -a verbs\n  verbs=(\n";
  for (const auto* verb : app.get_subcommands(nullptr))
    if (!verb->get_group().empty())
      out += fmt::format("    '{}:{}'\n", verb->get_name(), zsh_text(verb->get_description()));
  out += fmt::format(
      "  )\n  _arguments -C{} \\\n        '1:command:->verb' '*::argument:->rest'\n  case $state in\n"
      "    verb) _describe command verbs ;;\n    rest) case $words[1] in\n",
      zsh_arguments(app));
  for (const auto* verb : app.get_subcommands(nullptr))
    if (!verb->get_group().empty())
      out += fmt::format("      {}) _arguments{} '*:file:_files' ;;\n", verb->get_name(), zsh_arguments(*verb));
  return out + "    esac ;;\n  esac\n}\n_demarche \"$@\"\n";
}

int run_manual(const CLI::App& app, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  auto all = verbs_of(app);
  all.insert(all.begin(), &app);
  std::vector<std::pair<std::string, std::string>> files = {{"demarche.bash", bash_completion(app)},
                                                            {"_demarche", zsh_completion(app)}};
  for (const auto* verb : all) files.emplace_back(whole_name(*verb, "-") + ".1", manual_page(*verb, app.version()));
  for (const auto& [name, text] : files)
    if (const auto written = write_file(folder / name, text); !written) return give_up(written.error());
  return kDone;
}

}  // namespace

void add_manual_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("manual", "write manual pages and completions for bash and zsh into a folder");
  verb->group("");  // for those who make packages
  auto folder = std::make_shared<std::string>();
  verb->add_option("folder", *folder, "where to write")->required();
  verb->callback([&app, &command, folder] { command.run = [&app, folder] { return run_manual(app, *folder); }; });
}

}  // namespace demarche
