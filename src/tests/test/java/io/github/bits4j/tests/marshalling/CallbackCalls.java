package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;

/** What is passed to each slot of IBackgroundCopyCallback and IBackgroundCopyCallback2: objects of the caller. */
public final class CallbackCalls {

    public Exchange jobTransferred(Frame f) {
        return passing(f.own(new Job5Target("one"))).arriving("one");
    }

    public Exchange jobError(Frame f) {
        return passing(f.own(new Job5Target("two")), f.own(new ErrorTarget(0x80190193))).arriving("two", 0x80190193);
    }

    public Exchange jobModification(Frame f) {
        return passing(f.own(new Job5Target("three")), 0xFEDCBA91).arriving("three", 0xFEDCBA91);
    }

    public Exchange fileTransferred(Frame f) {
        return passing(f.own(new Job5Target("four")), f.own(new FileTarget("the file"))).arriving("four", "the file");
    }
}
