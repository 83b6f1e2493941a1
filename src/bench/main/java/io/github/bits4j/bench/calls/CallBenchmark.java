package io.github.bits4j.bench.calls;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallbackVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * IBackgroundCopyCallback::JobModification, which does nothing, called from Java on a Java object: out through a vtable, in
 * through an upcall stub. Each way with the runtime and without it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {
    private static final FunctionDescriptor DESCRIPTOR = IBackgroundCopyCallbackVtbl.JobModification.descriptor();
    private static final MethodHandle DOWNCALL = Linker.nativeLinker().downcallHandle(DESCRIPTOR);
    private static final MemorySegment BARE_STUB = bareStub();
    private static final ComVtable<Callback> VTABLE = ComVtable.of(MethodHandles.lookup(), Callback.class,
            IBackgroundCopyCallbackVtbl.class, InterfaceIds.IBACKGROUND_COPY_CALLBACK);
    private static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

    private final ComObject object = ComObject.of(new Callback(), VTABLE);
    private final ComScope scope = new ComScope();
    private final ComPointer pointer = ComPointer.share(object.pointer(), scope);
    private final MemorySegment self = pointer.segment();
    private final MemorySegment runtimeStub = IBackgroundCopyCallbackVtbl.JobModification(self.get(POINTER, 0));

    /** A target of the three slots. */
    public static final class Callback {
        public int jobTransferred(MemorySegment job) {
            return HResult.S_OK;
        }

        public int jobError(MemorySegment job, MemorySegment error) {
            return HResult.S_OK;
        }

        public int jobModification(MemorySegment job, int reserved) {
            return HResult.S_OK;
        }
    }

    /** The target of the bare stub. */
    static int bare(MemorySegment self, MemorySegment job, int reserved) {
        return HResult.S_OK;
    }

    private static MemorySegment bareStub() {
        try {
            MethodHandle target = MethodHandles.lookup().findStatic(CallBenchmark.class, "bare",
                    MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class, int.class));
            return Linker.nativeLinker().upcallStub(target, DESCRIPTOR, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Benchmark
    public int bareDowncallToBareStub() throws Throwable {
        return (int) DOWNCALL.invokeExact(BARE_STUB, self, MemorySegment.NULL, 0);
    }

    @Benchmark
    public int bareDowncallToComVtable() throws Throwable {
        return (int) DOWNCALL.invokeExact(runtimeStub, self, MemorySegment.NULL, 0);
    }

    @Benchmark
    public int bindingToComVtable() {
        MemorySegment vtable = self.get(POINTER, 0);
        return IBackgroundCopyCallbackVtbl.JobModification.invoke(
                IBackgroundCopyCallbackVtbl.JobModification(vtable), self, MemorySegment.NULL, 0);
    }

    @Benchmark
    public int comPointerToComVtable() {
        return pointer.call((vtable, me, arena) -> IBackgroundCopyCallbackVtbl.JobModification.invoke(
                IBackgroundCopyCallbackVtbl.JobModification(vtable), me, MemorySegment.NULL, 0));
    }

    @TearDown
    public void release() {
        scope.close();
        object.release();
    }
}
