package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

/** What is passed to each slot of IBackgroundCopyError. */
public final class ErrorCalls {

    public Exchange getError(Frame f) {
        MemorySegment context = f.out(JAVA_INT);
        MemorySegment code = f.out(JAVA_INT);
        return passing(context, code).giving(() -> {
            assertThat(context.get(JAVA_INT, 0)).isEqualTo(7);
            assertThat(code.get(JAVA_INT, 0)).isEqualTo(Values.number("getError"));
        });
    }

    public Exchange getFile(Frame f) {
        return f.objectOut(file -> assertThat(Ask.remoteName(file)).isEqualTo("the file in error"));
    }

    public Exchange getErrorDescription(Frame f) {
        return description(f, "getErrorDescription", 0x80000407);
    }

    public Exchange getErrorContextDescription(Frame f) {
        return description(f, "getErrorContextDescription", 0x80000409);
    }

    private static Exchange description(Frame f, String method, int language) {
        MemorySegment out = f.outPointer();
        return passing(language, out).arriving(language).giving(() ->
                assertThat(Frame.takeText(out)).isEqualTo(Values.text(method, "out")));
    }

    public Exchange getProtocol(Frame f) {
        return f.textOut("getProtocol");
    }
}
