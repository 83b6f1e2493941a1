package io.github.bits4j.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.OS;

/** The command in a process of its own. */
final class Child {
    private Child() {}

    /** The command as this JVM has it: on the module path, or on the class path if an IDE has put it there. */
    static List<String> command(Path temporaryDirectory, String... args) {
        List<String> command = new ArrayList<>();
        if (OS.LINUX.isCurrentOs()) {
            // A build in the background ignores SIGINT, and its children would inherit that.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + temporaryDirectory);
        command.add("--illegal-native-access=deny");
        if (Bits4j.class.getModule().isNamed()) {
            command.addAll(List.of("--enable-native-access=io.github.bits4j",
                    "--module-path", System.getProperty("jdk.module.path") + File.pathSeparator
                            + System.getProperty("java.class.path"),
                    "--module", Bits4j.class.getModule().getName() + "/" + Bits4j.class.getName()));
        } else {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED",
                    "--class-path", System.getProperty("java.class.path"), Bits4j.class.getName()));
        }
        command.addAll(List.of(args));
        return command;
    }
}
