package io.github.bits4j.tests.marshalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallbackVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptionsVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyFilesVtbl;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyJobsVtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** The interfaces whose every slot is called through a proxy: the Java object behind each, and the calls to it. */
enum MarshalledInterface {
    IBackgroundCopyManager(InterfaceIds.IBACKGROUND_COPY_MANAGER, IBackgroundCopyManagerVtbl.class,
            ManagerTarget::new, new ManagerCalls()),
    IBackgroundCopyJob(InterfaceIds.IBACKGROUND_COPY_JOB, IBackgroundCopyJobVtbl.class,
            Job5Target::new, new Job5Calls()),
    IBackgroundCopyJob2(InterfaceIds.IBACKGROUND_COPY_JOB2, IBackgroundCopyJob2Vtbl.class,
            Job5Target::new, new Job5Calls()),
    IBackgroundCopyJob3(InterfaceIds.IBACKGROUND_COPY_JOB3, IBackgroundCopyJob3Vtbl.class,
            Job5Target::new, new Job5Calls()),
    IBackgroundCopyJob4(InterfaceIds.IBACKGROUND_COPY_JOB4, IBackgroundCopyJob4Vtbl.class,
            Job5Target::new, new Job5Calls()),
    IBackgroundCopyJob5(InterfaceIds.IBACKGROUND_COPY_JOB5, IBackgroundCopyJob5Vtbl.class,
            Job5Target::new, new Job5Calls()),
    IBackgroundCopyJobHttpOptions(InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS, IBackgroundCopyJobHttpOptionsVtbl.class,
            HttpOptionsTarget::new, new HttpOptionsCalls()),
    IBackgroundCopyFile(InterfaceIds.IBACKGROUND_COPY_FILE, IBackgroundCopyFileVtbl.class,
            FileTarget::new, new FileCalls()),
    IBackgroundCopyFile2(InterfaceIds.IBACKGROUND_COPY_FILE2, IBackgroundCopyFile2Vtbl.class,
            FileTarget::new, new FileCalls()),
    IBackgroundCopyError(InterfaceIds.IBACKGROUND_COPY_ERROR, IBackgroundCopyErrorVtbl.class,
            ErrorTarget::new, new ErrorCalls()),
    IEnumBackgroundCopyJobs(InterfaceIds.IENUM_BACKGROUND_COPY_JOBS, IEnumBackgroundCopyJobsVtbl.class,
            () -> new JobsTarget(EnumeratorCalls.NAMES), new EnumeratorCalls(Ask::displayName)),
    IEnumBackgroundCopyFiles(InterfaceIds.IENUM_BACKGROUND_COPY_FILES, IEnumBackgroundCopyFilesVtbl.class,
            () -> new FilesTarget(EnumeratorCalls.NAMES), new EnumeratorCalls(Ask::remoteName)),
    IBackgroundCopyCallback(InterfaceIds.IBACKGROUND_COPY_CALLBACK, IBackgroundCopyCallbackVtbl.class,
            CallbackTarget::new, new CallbackCalls()),
    IBackgroundCopyCallback2(InterfaceIds.IBACKGROUND_COPY_CALLBACK2, IBackgroundCopyCallback2Vtbl.class,
            CallbackTarget::new, new CallbackCalls());

    private final Guid iid;
    private final GeneratedVtbl vtbl;
    private final Supplier<RecordingTarget> target;
    private final Object calls;

    MarshalledInterface(Guid iid, Class<?> vtbl, Supplier<RecordingTarget> target, Object calls) {
        this.iid = iid;
        this.vtbl = new GeneratedVtbl(vtbl);
        this.target = target;
        this.calls = calls;
    }

    /** Skips the test where the system has no proxy and stub for the interface; under Wine that is so for known ones alone. */
    void assumeMarshalled() {
        boolean registered = new RegisteredInterface(iid).proxyStubClass().isPresent();
        if (TestService.WINE && this != IBackgroundCopyJob5) {
            assertThat(registered).as("Wine marshals " + this).isTrue();
        }
        Assumptions.assumeTrue(registered, () -> (TestService.WINE ? "Wine's qmgrprxy.dll" : "this system")
                + " has no proxy and stub for " + this);
    }

    Guid iid() {
        return iid;
    }

    GeneratedVtbl vtbl() {
        return vtbl;
    }

    RecordingTarget newTarget() {
        return target.get();
    }

    /** What is passed to a slot, and what must come of it: the public method of the calls that has the slot's name. */
    Exchange exchange(String slot, Frame frame) {
        try {
            return (Exchange) calls.getClass().getMethod(GeneratedVtbl.methodName(slot), Frame.class).invoke(calls, frame);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("no call of " + this + "::" + slot + " was written", e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    int invoke(String slot, MemorySegment pointer, List<Object> arguments) {
        return vtbl.invoke(slot, pointer, arguments);
    }
}
