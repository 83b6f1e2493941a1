package io.github.bits4j.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** At the end of a test class no COM object of ours is alive and each interface pointer that we took is released. */
public final class NoLeaks implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        Await.until("COM objects and interface pointers to be released", () ->
                ComObject.liveCount() == 0 && ComPointer.liveCount() == 0);
        assertThat(ComObject.liveCount()).as("COM objects alive").isZero();
        assertThat(ComPointer.liveCount()).as("interface pointers not released").isZero();
    }
}
