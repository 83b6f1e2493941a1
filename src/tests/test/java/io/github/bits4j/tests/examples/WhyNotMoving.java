package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.Diagnosis;
import io.github.bits4j.Finding;

/** Why a job does not move. */
final class WhyNotMoving {
    private WhyNotMoving() {}

    // README begins
    static String explain(BackgroundCopyJob job) {
        Diagnosis diagnosis = job.diagnose();
        return diagnosis.has(Finding.Kind.BLOCKED) ? "Not on this network: " + diagnosis : diagnosis.toString();
    }
    // README ends
}
