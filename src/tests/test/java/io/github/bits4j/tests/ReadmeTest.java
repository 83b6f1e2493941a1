package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what the tests run. */
class ReadmeTest {

    @Test
    void the_example_of_the_raw_layer_is_the_one_that_is_tested() throws IOException {
        assertShown("test/java/io/github/bits4j/tests/RawLayer.java");
    }

    @Test
    void the_example_of_the_testkit_is_a_test_that_runs() throws IOException {
        assertShown("../testkit/test/java/io/github/bits4j/testkit/UpdateTest.java");
    }

    @Test
    void the_example_of_a_restart_is_the_program_that_is_killed() throws IOException {
        assertShown("test/java/io/github/bits4j/tests/examples/ResumeAfterRestart.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DownloadFile", "FollowProgress", "DownloadSeveral", "UploadWithReply", "CredentialsAndHeaders",
        "ThroughProxy", "ReactToErrors", "ReadRanges", "ReadOnDemand", "WhyNotMoving"})
    void the_examples_of_common_tasks_are_those_that_are_tested(String example) throws IOException {
        assertShown("test/java/io/github/bits4j/tests/examples/" + example + ".java");
    }

    private static void assertShown(String file) throws IOException {
        String source = Files.readString(Path.of(file));
        String begin = "// README begins\n";
        String example = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("// README ends"));
        assertThat(Files.readString(Path.of("../../README.md")))
                .contains("```java\n" + example.stripTrailing().stripIndent() + "\n```\n");
    }
}
