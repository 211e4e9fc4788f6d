/* The commands of `lisiere coverage`, each in its file. */
#ifndef SERVICE_CLI_COVERAGE_COVERAGE_H
#define SERVICE_CLI_COVERAGE_COVERAGE_H

#include "service/cli/command.h"

enum exit_code run_coverage_check(int argc, char **argv);
enum exit_code run_coverage_dissolve(int argc, char **argv);
enum exit_code run_coverage_adjacency(int argc, char **argv);
enum exit_code run_coverage_simplify(int argc, char **argv);
enum exit_code run_coverage_repair(int argc, char **argv);
enum exit_code run_coverage_locate(int argc, char **argv);

#endif
