package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessLauncherTest {
    private final ProcessLauncher launcher = new ProcessLauncher();

    @TempDir
    Path directory;

    private int sh(String parameters) throws Exception {
        return launcher.run(new CommandLine("/bin/sh", parameters));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theExitCodeIsTheProgram_s() throws Exception {
        assertThat(sh("")).as("its input is empty").isZero();
        assertThat(sh("sh -c \"exit 7\"")).isEqualTo(7);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFirstWordIsDroppedAndNoShellLooksAtTheOthers() throws Exception {
        Path file = directory.resolve("it's $HOME");
        assertThat(sh("anything -c \"printf %s \\\"$1\\\" > \\\"$2\\\"\" sh \"a  $b * \\\"c\\\"\" \"" + file + "\"")).isZero();
        assertThat(file).hasContent("a  $b * \"c\"");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void muchOutputIsDiscarded() throws Exception {
        assertThat(sh("sh -c \"head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2\"")).isZero();
    }

    @Test
    void onlyAnAbsolutePathIsRun() throws Exception {
        for (String program : new String[] {"sh", "bin/sh", "./sh", "cmd.exe", "\0", "$SHELL", "%ComSpec%"}) {
            assertThatIOException().as(program).isThrownBy(() -> launcher.run(new CommandLine(program, "")));
        }
        String missing = directory.resolve("none").toString();
        assertThatIOException().isThrownBy(() -> launcher.run(new CommandLine(missing, "")));
        String data = Files.writeString(directory.resolve("data"), "not a program").toString();
        assertThatIOException().isThrownBy(() -> launcher.run(new CommandLine(data, "")));
    }
}
