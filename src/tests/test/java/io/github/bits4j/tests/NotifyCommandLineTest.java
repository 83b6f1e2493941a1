package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.NotifyCommandLine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NotifyCommandLineTest {
    private static final Path PROGRAM = Path.of("p").toAbsolutePath();

    @Test
    void each_rule_is_named() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NotifyCommandLine(Path.of("p")))
                .withMessage("program: must be an absolute path, is p");
        Path root = PROGRAM.getRoot();
        Path longest = root.resolve("p".repeat(260 - root.toString().length()));
        assertThat(new NotifyCommandLine(longest).program()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new NotifyCommandLine(Path.of(longest + "p")))
                .withMessage("program: must have at most 260 characters, has 261");
        assertThatIllegalArgumentException().isThrownBy(() -> new NotifyCommandLine(PROGRAM, "p".repeat(4001)))
                .withMessage("parameters: must have at most 4000 characters, has 4001");
        assertThatIllegalArgumentException().isThrownBy(() -> new NotifyCommandLine(PROGRAM, "p\0"))
                .withMessage("parameters: must not contain the character NUL");
    }

    @Test
    void empty_parameters_are_none() {
        assertThat(new NotifyCommandLine(PROGRAM, "")).isEqualTo(new NotifyCommandLine(PROGRAM));
        assertThat(new NotifyCommandLine(PROGRAM, "p a").parameters()).contains("p a");
    }
}
