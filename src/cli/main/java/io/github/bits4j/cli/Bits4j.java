package io.github.bits4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code bits4j}: downloads by the jobs of BITS, from a terminal. */
@Command(name = "bits4j",
        description = {"Downloads files by jobs of BITS, the Background Intelligent Transfer Service of Windows, "
                + "or of an embedded service that behaves as BITS does, on any system.", ""},
        subcommands = {GetCommand.class, DemoCommand.class, HelpCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            Bits4j.OK + ":all went well",
            Bits4j.FAILED + ":the transfer failed; no job is left in the queue",
            Bits4j.USAGE + ":wrong arguments, or a target that cannot be written; no job was created",
            "130:interrupted by Ctrl-C; the job was cancelled"})
public final class Bits4j {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Made by {@link #commandLine()}. */
    Bits4j() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command with all that belongs to it, for one run. */
    static CommandLine commandLine() {
        return new CommandLine(new Bits4j())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Errors::ofArguments)
                .setExecutionExceptionHandler(Errors::ofExecution);
    }
}
