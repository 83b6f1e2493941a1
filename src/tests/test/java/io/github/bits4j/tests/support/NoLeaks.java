package io.github.bits4j.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** At the beginning of a test class BITS is fresh; at the end no COM object of ours is alive and each interface pointer that we took is released. */
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {

    /** Wine's BITS has one thread for all transfers: each class gets a service of its own, whatever the last one did to it. */
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (TestService.WINE) {
            Process fresh = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "fresh-bits.exe").toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertThat(fresh.waitFor(60, TimeUnit.SECONDS)).as("fresh-bits ended").isTrue();
            assertThat(fresh.exitValue()).as("fresh-bits").isZero();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Await.until("COM objects and interface pointers to be released", () ->
                ComObject.liveCount() == 0 && ComPointer.liveCount() == 0);
        assertThat(ComObject.liveCount()).as("COM objects alive").isZero();
        assertThat(ComPointer.liveCount()).as("interface pointers not released").isZero();
    }
}
