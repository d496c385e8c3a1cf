# CPU time of metafor for the jobs of bench/synthesize.ts, one line a job: name, seconds of one whole job, how it was measured.
# usage: Rscript metafor.R FOLDER, where FOLDER holds the data sets as CSV files with the columns yi and vi.
suppressPackageStartupMessages(library(metafor))
folder <- commandArgs(trailingOnly = TRUE)[1]
data <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
cpu <- function(expr) { start <- proc.time(); force(expr); used <- proc.time() - start; unname(used[1] + used[2]) }
median_cpu <- function(runs, job) median(replicate(runs, cpu(job())))
say <- function(name, seconds, how) cat(name, format(seconds, digits = 17), how, sep = "\t", fill = FALSE)
line <- function(...) { say(...); cat("\n") }

tight <- list(threshold = 1e-10, maxiter = 1000)
one <- function(d) { fit <- rma(yi, vi, data = d, test = "knha", control = tight); confint(fit); predict(fit) }

d10 <- data("k10")
invisible(one(d10))
line("k10", median_cpu(15, function() for (i in 1:20) one(d10)) / 20, "median of 15 times 20 fits")
d1000 <- data("k1000")
line("k1000", cpu(one(d1000)), "one fit")

d20 <- data("k20")
line("simulated", median_cpu(5, function() for (i in 1:100) rma(yi, vi, data = d20, control = tight)) * 100,
     "median of 5 times 100 fits, times 100")

d15 <- data("k15")
fit15 <- rma(yi, vi, data = d15, control = tight)
line("gosh", cpu(gosh(fit15, subsets = 1000, progbar = FALSE)) / 1000 * 2^15, "1,000 subsets, in proportion")

line("leave-one-out", cpu(rma(yi, vi, data = d1000, control = tight)) * 1000, "one fit, times 1,000")

d13 <- data("k13")
line("bootstrap", median_cpu(5, function() for (i in 1:100) {
  rows <- d13[sample.int(13, replace = TRUE), ]
  try(rma(yi, vi, data = rows, control = tight), silent = TRUE)
}) * 100, "median of 5 times 100 fits, times 100")

konst <- read.csv(file.path(folder, "three-level.csv"))
line("three-level", median_cpu(5, function() rma.mv(yi, vi, random = ~ 1 | outer/inner, data = konst)), "median of 5 fits")

d13$mod <- data("k13-moderator")$x
withMod <- rma(yi, vi, mods = ~ mod, data = d13)
line("permutation", cpu(permutest(withMod, iter = 1000, progbar = FALSE)), "1,000 permutations")
