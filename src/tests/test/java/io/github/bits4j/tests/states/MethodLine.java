package io.github.bits4j.tests.states;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the table: a call, and the name of the HRESULT that it has in each state.
 *
 * @param slot the method
 * @param arguments see {@link RawArguments}
 * @param expected in the order of {@link #STATES}
 */
record MethodLine(String slot, List<String> arguments, List<String> expected) {
    static final List<JobState> STATES = List.of(JobState.SUSPENDED, JobState.QUEUED, JobState.TRANSFERRING,
            JobState.TRANSIENT_ERROR, JobState.ERROR, JobState.TRANSFERRED, JobState.ACKNOWLEDGED, JobState.CANCELLED);

    private static final Pattern LINE = Pattern.compile("(\\w+)\\((.*)\\)\\s*:\\s*(.*)");

    static List<MethodLine> readAll() {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MethodLine.class.getResourceAsStream("job-methods.txt")), StandardCharsets.UTF_8))) {
            return table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(MethodLine::parse).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MethodLine parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        assertThat(matcher.matches()).as(line).isTrue();
        List<String> arguments = matcher.group(2).isEmpty() ? List.of() : Arrays.asList(matcher.group(2).split(", "));
        List<String> expected = new ArrayList<>();
        for (String result : matcher.group(3).split(" ")) {
            String[] parts = result.split("\\*");
            expected.addAll(Collections.nCopies(parts.length == 1 ? 1 : Integer.parseInt(parts[1]), parts[0]));
        }
        assertThat(expected).as(line).hasSameSizeAs(STATES);
        return new MethodLine(matcher.group(1), arguments, expected);
    }

    String expectedIn(JobState state) {
        return expected.get(STATES.indexOf(state));
    }

    @Override
    public String toString() {
        return slot + arguments;
    }
}
