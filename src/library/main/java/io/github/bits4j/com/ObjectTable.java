package io.github.bits4j.com;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The native memory of all {@link ComObject}s, and the way from an interface pointer to the Java object.
 *
 * <p>An interface pointer points to a cell of 16 bytes, {@code {lpVtbl, id}}. Cells lie in slabs that are never unmapped, so
 * a late call finds memory; the id (a generation and the cell's index) is 0 in a dead cell, so it finds no object. Freed cells
 * are used again in the order in which they were freed, and not before {@link #QUARANTINE} others are free.
 */
final class ObjectTable {
    record Cell(MemorySegment memory, int index) {}

    private record Slab(MemorySegment memory, AtomicReferenceArray<ComObject> objects) {}

    private static final long CELL_BYTES = 16;
    private static final long ID = 8;
    private static final int SLAB_CELLS = 1024;
    private static final int QUARANTINE = SLAB_CELLS / 2;

    private static final Object LOCK = new Object();
    private static final Queue<Cell> FREE = new ArrayDeque<>();
    private static volatile Slab[] slabs = {};
    private static int cellsInUse;
    private static int generation;
    private static boolean gateClosed;

    private ObjectTable() {}

    static Cell add(ComObject object, ComVtable<?> vtable) {
        if (!object.isInProcess()) {
            JvmExit.prepare();
        }
        // Not under the lock: it may have stubs to make, which takes long and can fail, and a cell must not be lost by that.
        MemorySegment slots = vtable.memory();
        synchronized (LOCK) {
            if (gateClosed && !object.isInProcess()) {
                throw new IllegalStateException("the JVM is shutting down: no new COM objects");
            }
            Cell cell = FREE.size() > QUARANTINE ? FREE.remove() : newCell();
            generation = generation == Integer.MAX_VALUE ? 1 : generation + 1;
            slab(cell.index).objects.set(cell.index % SLAB_CELLS, object);
            cell.memory.set(JAVA_LONG, ID, (long) generation << 32 | cell.index);
            cell.memory.set(ADDRESS, 0, slots);
            return cell;
        }
    }

    private static Cell newCell() {
        int index = cellsInUse++;
        if (index / SLAB_CELLS == slabs.length) {
            Slab[] more = Arrays.copyOf(slabs, slabs.length + 1);
            more[slabs.length] = new Slab(Arena.global().allocate(CELL_BYTES * SLAB_CELLS, CELL_BYTES),
                    new AtomicReferenceArray<>(SLAB_CELLS));
            slabs = more;
        }
        return new Cell(slab(index).memory.asSlice(index % SLAB_CELLS * CELL_BYTES, CELL_BYTES), index);
    }

    /** The cell keeps its vtable: a late call must not jump to address 0. */
    static void remove(Cell cell) {
        synchronized (LOCK) {
            cell.memory.set(JAVA_LONG, ID, 0);
            slab(cell.index).objects.set(cell.index % SLAB_CELLS, null);
            FREE.add(cell);
        }
    }

    static @Nullable ComObject find(MemorySegment self) {
        long id = self.get(JAVA_LONG, ID);
        if (id == 0) {
            return null;
        }
        ComObject object = slab((int) id).objects.get((int) id % SLAB_CELLS);
        // The cell may have been freed and used again since its id was read: then the generation differs.
        return self.get(JAVA_LONG, ID) == id ? object : null;
    }

    private static Slab slab(int index) {
        return slabs[index / SLAB_CELLS];
    }

    /**
     * Lets no object come into being any more, and leads all calls on those there are, and on dead ones, to another vtable;
     * but for those that only this process calls.
     */
    static void closeGate(MemorySegment tombstone) {
        synchronized (LOCK) {
            gateClosed = true;
            for (Slab slab : slabs) {
                for (int cell = 0; cell < SLAB_CELLS; cell++) {
                    ComObject object = slab.objects.get(cell);
                    if (object == null || !object.isInProcess()) {
                        slab.memory.set(ADDRESS, cell * CELL_BYTES, tombstone);
                    }
                }
            }
        }
    }
}
