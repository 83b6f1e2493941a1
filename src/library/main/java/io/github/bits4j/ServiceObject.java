package io.github.bits4j;

import io.github.bits4j.com.ComPointer;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** An object of the service behind one interface pointer, with the newer interfaces that it may have. */
abstract sealed class ServiceObject implements AutoCloseable permits JobFiles, BackgroundCopyFile, BackgroundCopyError {
    final Connection connection;
    final ComPointer pointer;
    /** The interface that each such object has. */
    final ServiceInterface methods;
    final NewerInterfaces newer;

    ServiceObject(Connection connection, String interfaceName, ComPointer pointer) {
        this.connection = connection;
        this.pointer = pointer;
        this.methods = new ServiceInterface(connection, interfaceName, () -> pointer, this::stateOfJob);
        this.newer = new NewerInterfaces(connection, pointer, this::stateOfJob);
    }

    /** For exceptions: the state of this job, if it is a job and tells; throws nothing. */
    Optional<JobState> stateOfJob() {
        return Optional.empty();
    }

    /** The interface pointer, borrowed: valid while this object is open. AddRef it to keep it. */
    public MemorySegment pointer() {
        return pointer.segment();
    }

    /** Releases the interface pointers; a second time it does nothing. */
    @Override
    public void close() {
        newer.close();
        pointer.close();
    }
}
