package io.github.bits4j.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown, all columns but the first ones aligned to the right. */
public final class Table {
    private final int texts;
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param texts how many columns hold text
     */
    public Table(int texts, String... head) {
        this.texts = texts;
        this.head = List.of(head);
    }

    public void row(List<String> cells) {
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException("cells: " + cells.size() + " for " + head.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    public void print(PrintStream out) {
        out.println();
        line(out, head);
        List<String> rule = new ArrayList<>(Collections.nCopies(texts, "-"));
        rule.addAll(Collections.nCopies(head.size() - texts, "-:"));
        out.println("|" + String.join("|", rule) + "|");
        rows.forEach(row -> line(out, row));
    }

    private static void line(PrintStream out, List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
