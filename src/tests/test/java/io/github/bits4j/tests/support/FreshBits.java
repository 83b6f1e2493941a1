package io.github.bits4j.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Gives Wine a new BITS service before each test class and after each failure. The service has one thread for all transfers; once
 * that stands still, every later test would wait for it in vain.
 */
public final class FreshBits implements BeforeAllCallback, TestExecutionExceptionHandler {

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        restart();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (!(failure instanceof TestAbortedException)) {
            restart();
        }
        throw failure;
    }

    /** Ends Wine's service and starts a new one; on other systems it does nothing. */
    public static void restart() throws Exception {
        if (TestService.WINE) {
            Process fresh = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "fresh-bits.exe").toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertThat(fresh.waitFor(60, TimeUnit.SECONDS)).as("fresh-bits ended").isTrue();
            assertThat(fresh.exitValue()).as("fresh-bits").isZero();
        }
    }
}
