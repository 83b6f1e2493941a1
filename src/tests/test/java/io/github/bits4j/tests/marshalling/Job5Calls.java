package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import java.lang.foreign.MemorySegment;

/** What is passed to the slots that IBackgroundCopyJob4 and IBackgroundCopyJob5 add. */
public final class Job5Calls extends Job3Calls {

    public Exchange setPeerCachingFlags(Frame f) {
        return f.intIn(0xFEDCBA94);
    }

    public Exchange getPeerCachingFlags(Frame f) {
        return f.intOut(Values.number("getPeerCachingFlags"));
    }

    public Exchange getOwnerIntegrityLevel(Frame f) {
        return f.intOut(Values.number("getOwnerIntegrityLevel"));
    }

    /** A BOOL is an int that nobody makes a 1 of. */
    public Exchange getOwnerElevationState(Frame f) {
        return f.intOut(Values.number("getOwnerElevationState"));
    }

    public Exchange setMaximumDownloadTime(Frame f) {
        return f.intIn(0xFEDCBA93);
    }

    public Exchange getMaximumDownloadTime(Frame f) {
        return f.intOut(Values.number("getMaximumDownloadTime"));
    }

    public Exchange setProperty(Frame f) {
        return setProperty(f, JobProperty.CLSID);
    }

    public Exchange getProperty(Frame f) {
        return getProperty(f, JobProperty.CLSID);
    }

    static Exchange setProperty(Frame f, JobProperty property) {
        MemorySegment union = f.out(BITS_JOB_PROPERTY_VALUE.layout());
        Object value = property.write(union, "setProperty");
        return passing(property.id, union).arriving(property.id, value);
    }

    static Exchange getProperty(Frame f, JobProperty property) {
        MemorySegment union = f.out(BITS_JOB_PROPERTY_VALUE.layout());
        return passing(property.id, union).arriving(property.id).giving(() -> {
            MemorySegment expected = BITS_JOB_PROPERTY_VALUE.allocate(f.arena);
            assertThat(property.read(union)).isEqualTo(property.write(expected, "getProperty"));
        });
    }
}
