package io.github.bits4j.embedded.queue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs programs as children of this process: no shell, no search path, no input, and nobody reads their output. */
final class ProcessLauncher implements ProgramLauncher {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    @Override
    public int run(CommandLine line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(absolute(line.program()));
        command.addAll(arguments(line.parameters()));
        try {
            return new ProcessBuilder(command)
                    .redirectInput(Redirect.from(Redirect.DISCARD.file()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IllegalArgumentException unfit) { // a batch file's arguments
            throw new IOException(unfit);
        }
    }

    private static String absolute(String program) throws IOException {
        try {
            if (Path.of(program).isAbsolute()) {
                return program;
            }
        } catch (InvalidPathException invalid) {
            throw new IOException(invalid);
        }
        throw new IOException("the program is no absolute path: " + program);
    }

    private static List<String> arguments(String parameters) {
        if (WINDOWS && !Boolean.FALSE.toString().equalsIgnoreCase(
                System.getProperty("jdk.lang.Process.allowAmbiguousCommands"))) {
            // Java joins arguments by spaces, and leaves those without any as they are: so the program gets the line as written.
            List<String> pieces = List.of(CommandLineWords.afterFirst(parameters).stripTrailing().split(" ", -1));
            if (pieces.stream().noneMatch(ProcessLauncher::wouldBeQuoted)) {
                return pieces;
            }
        }
        List<String> words = CommandLineWords.split(parameters);
        return words.subList(1, words.size());
    }

    private static boolean wouldBeQuoted(String piece) {
        return piece.isEmpty() || piece.chars().anyMatch(c -> Character.isSpaceChar(c) || Character.isWhitespace(c));
    }
}
