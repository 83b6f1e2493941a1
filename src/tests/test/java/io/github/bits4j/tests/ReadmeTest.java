package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README and the Javadoc of the package show is what the tests run. */
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
        assertInJavadoc("test/java/io/github/bits4j/tests/examples/ResumeAfterRestart.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DownloadFile", "FollowProgress", "DownloadSeveral", "UploadWithReply", "CredentialsAndHeaders",
        "ThroughProxy", "ReactToErrors", "ReadRanges", "ReadOnDemand", "WhyNotMoving"})
    void the_examples_of_common_tasks_are_those_that_are_tested(String example) throws IOException {
        assertShown("test/java/io/github/bits4j/tests/examples/" + example + ".java");
        assertInJavadoc("test/java/io/github/bits4j/tests/examples/" + example + ".java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeliveryOptimizationFile", "DeliveryOptimizationStream", "WhicheverService"})
    void the_examples_of_delivery_optimization_are_those_that_are_tested(String example) throws IOException {
        assertShown("test/java/io/github/bits4j/tests/examples/" + example + ".java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeliveryOptimizationFile", "DeliveryOptimizationStream"})
    void the_examples_of_the_package_of_delivery_optimization_are_those_that_are_tested(String example) throws IOException {
        assertInJavadoc("deliveryoptimization/package-info.java",
                "test/java/io/github/bits4j/tests/examples/" + example + ".java");
    }

    private static void assertShown(String file) throws IOException {
        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + example(file) + "\n```\n");
    }

    private static void assertInJavadoc(String file) throws IOException {
        assertInJavadoc("package-info.java", file);
    }

    private static void assertInJavadoc(String javadoc, String file) throws IOException {
        assertThat(Files.readString(Path.of("../library/main/java/io/github/bits4j/" + javadoc))).contains(
                " * {@snippet :\n" + example(file).lines().map(line -> (" * " + line).stripTrailing() + "\n")
                        .collect(Collectors.joining()) + " * }\n");
    }

    private static String example(String file) throws IOException {
        String source = Files.readString(Path.of(file));
        String begin = "// README begins\n";
        return source.substring(source.indexOf(begin) + begin.length(), source.indexOf("// README ends"))
                .stripTrailing().stripIndent();
    }
}
