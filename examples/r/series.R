# Draws what `demarche code --format csv` or `demarche panel` wrote, in base R:
#   demarche code --format csv cases/*/report.txt >events.csv && Rscript series.R events.csv events.png
#   demarche panel ALB IRN --ledger my.ledger --step month >panel.csv && Rscript series.R panel.csv panel.png
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 2) stop("usage: Rscript series.R IN.csv OUT.png")
header <- names(read.csv(arguments[1], nrows = 1))
codes <- if ("cameo" %in% header) c(cameo = "character") else NA  # "043" is no number
rows <- read.csv(arguments[1], na.strings = "", encoding = "UTF-8", colClasses = codes)

if ("goldstein" %in% names(rows)) {
  # Events: what was done by the narrator's word, summed by month.
  done <- subset(rows, modality == "done" & negated == "false" & asserted_by == "narrator" & !is.na(date))
  done$period <- substr(done$date, 1, 7)
  done$conflict <- pmax(-done$goldstein, 0)
  done$cooperation <- pmax(done$goldstein, 0)
  steps <- aggregate(cbind(conflict, cooperation) ~ period, data = done, FUN = sum)
  title <- sprintf("%d events", nrow(done))
} else {
  # A panel: steps without coverage are left out, for they are not zero.
  steps <- subset(rows, status != "no coverage")
  title <- paste(unique(paste(steps$side_a, steps$side_b)), collapse = ", ")
}
steps <- steps[order(steps$period), ]
print(steps[, c("period", "conflict", "cooperation")], row.names = FALSE)

png(arguments[2], width = 900, height = 350)
heights <- rbind(steps$cooperation, -steps$conflict)
barplot(heights[1, ], names.arg = steps$period, col = "steelblue", border = NA, las = 2, main = title,
        ylim = range(heights, 0), ylab = "sum of Goldstein scores")
barplot(heights[2, ], col = "firebrick", border = NA, add = TRUE, axes = FALSE)
legend("topleft", c("cooperation", "conflict"), fill = c("steelblue", "firebrick"), bty = "n")
invisible(dev.off())
