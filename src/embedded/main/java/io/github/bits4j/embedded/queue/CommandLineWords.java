package io.github.bits4j.embedded.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a Windows command line.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-commandlinetoargvw">CommandLineToArgvW</a>
 */
final class CommandLineWords {
    private final String line;
    private int at;

    private CommandLineWords(String line) {
        this.line = line;
    }

    /** All words; the first is the program's name. */
    static List<String> split(String line) {
        CommandLineWords words = new CommandLineWords(line);
        List<String> all = new ArrayList<>();
        all.add(words.program());
        for (words.skipBlanks(); words.at < line.length(); words.skipBlanks()) {
            all.add(words.argument());
        }
        return all;
    }

    /** What follows the first word, as it is written. */
    static String afterFirst(String line) {
        CommandLineWords words = new CommandLineWords(line);
        words.program();
        words.skipBlanks();
        return line.substring(words.at);
    }

    /** The program's name knows no escapes, and ends at its second quote whatever follows. */
    private String program() {
        if (is('"')) {
            int end = line.indexOf('"', 1);
            at = end < 0 ? line.length() : end + 1;
            return line.substring(1, end < 0 ? line.length() : end);
        }
        while (at < line.length() && !isBlank()) {
            at++;
        }
        return line.substring(0, at);
    }

    /** Backslashes stand for themselves, but before a quote each pair is one, and an odd one makes the quote a character. */
    private String argument() {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        while (at < line.length() && (quoted || !isBlank())) {
            int backslashes = backslashes();
            boolean quote = is('"');
            word.repeat('\\', quote ? backslashes / 2 : backslashes);
            if (!quote) {
                if (backslashes == 0) {
                    word.append(line.charAt(at++));
                }
                continue;
            }
            at++;
            if (backslashes % 2 == 1) {
                word.append('"');
            } else if (quoted && is('"')) {
                // A doubled quote within quotes is a character, and ends them.
                word.append('"');
                at++;
                quoted = false;
            } else {
                quoted = !quoted;
            }
        }
        return word.toString();
    }

    private int backslashes() {
        int from = at;
        while (is('\\')) {
            at++;
        }
        return at - from;
    }

    private void skipBlanks() {
        while (at < line.length() && isBlank()) {
            at++;
        }
    }

    private boolean isBlank() {
        return is(' ') || is('\t');
    }

    private boolean is(char expected) {
        return at < line.length() && line.charAt(at) == expected;
    }
}
