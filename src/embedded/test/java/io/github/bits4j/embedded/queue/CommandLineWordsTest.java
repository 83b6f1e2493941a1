package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineWordsTest {

    private static void splits(String line, String... words) {
        assertThat(CommandLineWords.split(line)).as(line).containsExactly(words);
    }

    @Test
    void theExamplesOfTheReferencePage() {
        splits("p \"abc\" d e", "p", "abc", "d", "e");
        splits("p a\\\\b d\"e f\"g h", "p", "a\\\\b", "de fg", "h");
        splits("p a\\\\\\\"b c d", "p", "a\\\"b", "c", "d");
        splits("p a\\\\\\\\\"b c\" d e", "p", "a\\\\b c", "d", "e");
    }

    @Test
    void blanksSeparate() {
        splits("p  a \t b  ", "p", "a", "b");
        splits("p \"\" \" \"", "p", "", " ");
        splits("p a\nb", "p", "a\nb");
    }

    @Test
    void theProgramKnowsNoEscapes() {
        splits("\"C:\\Program Files\\p.exe\" a", "C:\\Program Files\\p.exe", "a");
        splits("\"C:\\d\\\" a", "C:\\d\\", "a");
        splits("C:\\p\"q r\" s", "C:\\p\"q", "r s");
        splits("\"p\"q r", "p", "q", "r");
        splits("\"p q", "p q");
        splits(" a", "", "a");
        splits("", "");
    }

    @Test
    void quotes() {
        splits("p \"a\"\"b c\" d", "p", "a\"b", "c d");
        splits("p \"\"\"a\"\"\" b", "p", "\"a\"", "b");
        splits("p \"a b", "p", "a b");
        splits("p \"a\\\\\" b", "p", "a\\", "b");
        splits("p \"a\\\" b\"", "p", "a\" b");
        splits("p a\\", "p", "a\\");
    }

    @Test
    void whatFollowsTheProgramIsKeptAsWritten() {
        assertThat(CommandLineWords.afterFirst("\"a b\"  \"c  d\" e ")).isEqualTo("\"c  d\" e ");
        assertThat(CommandLineWords.afterFirst("a")).isEmpty();
        assertThat(CommandLineWords.afterFirst("")).isEmpty();
    }
}
