package io.github.bits4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a job does or does not move, as far as the service reveals it; {@link #toString()} says it in words.
 *
 * @param snapshot what the job was; empty if it could not be read
 * @param findings what was found, the most telling first
 */
public record Diagnosis(Optional<JobSnapshot> snapshot, List<Finding> findings) {
    /** Copies the list. */
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** The job's state; {@link JobState#UNKNOWN} if it could not be read. */
    public JobState state() {
        return snapshot.map(JobSnapshot::state).orElse(JobState.UNKNOWN);
    }

    /** Whether something of that kind was found. */
    public boolean has(Finding.Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** The job and its state, then each finding on a line. */
    @Override
    public String toString() {
        String job = snapshot.map(known -> "The job \"" + known.displayName() + "\" is " + known.state() + ".")
                .orElse("The job's state could not be read.");
        return findings.stream().map(finding -> "\n- " + finding.text()).collect(Collectors.joining("", job, ""));
    }
}
