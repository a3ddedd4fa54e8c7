"""Whether a value has the shape that a schema of an OpenAPI file names: the part of JSON Schema that the file uses."""

TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
}
KNOWN = {"type", "enum", "properties", "required", "additionalProperties", "items", "oneOf", "$ref", "description",
         "format", "minimum", "maximum", "default", "minLength", "maxLength"}


def problems(value, schema, document, where="$"):
    """What is wrong, a line each."""
    unknown = set(schema) - KNOWN
    assert not unknown, f"the checker does not know {unknown}"
    if "$ref" in schema:
        at = document
        for part in schema["$ref"].lstrip("#/").split("/"):
            at = at[part]
        return problems(value, at, document, where)
    if "oneOf" in schema:
        tried = [problems(value, each, document, where) for each in schema["oneOf"]]
        return [] if any(not each for each in tried) else tried[0]
    wrong = []
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(TYPES[each](value) for each in types):
            return [f"{where}: {str(value)[:60]!r} is no {'/'.join(types)}"]
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{where}: {value!r} is none of {schema['enum']}")
    if schema.get("format") == "date" and isinstance(value, str):
        if len(value) != 10 or value[4] != "-" or value[7] != "-":
            wrong.append(f"{where}: {value!r} is no day")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for key in schema.get("required", []):
            if key not in value:
                wrong.append(f"{where}.{key} is missing")
        for key, each in value.items():
            if key in known:
                wrong += problems(each, known[key], document, f"{where}.{key}")
            elif schema.get("additionalProperties") is False:
                wrong.append(f"{where}.{key} is not described")
            elif isinstance(schema.get("additionalProperties"), dict):
                wrong += problems(each, schema["additionalProperties"], document, f"{where}.{key}")
    if isinstance(value, list) and "items" in schema:
        for i, each in enumerate(value):
            wrong += problems(each, schema["items"], document, f"{where}[{i}]")
    return wrong
