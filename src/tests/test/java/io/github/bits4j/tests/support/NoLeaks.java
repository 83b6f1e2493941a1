package io.github.bits4j.tests.support;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.testkit.Await;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * A test class adds no COM object of ours that is still alive at its end, and no interface pointer that it did not release. A class
 * with a failed test is not asked: the failure may have left something behind, and says enough.
 */
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {
    private long objects;
    private long pointers;
    private volatile boolean failed;

    @Override
    public void beforeAll(ExtensionContext context) {
        objects = ComObject.liveCount();
        pointers = ComPointer.liveCount();
        failed = false;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failed |= !(failure instanceof TestAbortedException);
        throw failure;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!failed) {
            Await.until("COM objects and interface pointers to be released", () ->
                    ComObject.liveCount() <= objects && ComPointer.liveCount() <= pointers);
        }
    }
}
