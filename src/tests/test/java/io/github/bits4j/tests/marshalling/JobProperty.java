package io.github.bits4j.tests.marshalling;

import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.Guid;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The arms of the union BITS_JOB_PROPERTY_VALUE, and for each a property whose id selects it. */
enum JobProperty {
    DWORD(bits_h.BITS_JOB_PROPERTY_ID_COST_FLAGS()) {
        @Override
        Object read(MemorySegment union) {
            return BITS_JOB_PROPERTY_VALUE.Dword(union);
        }

        @Override
        Object write(MemorySegment union, String slot) {
            BITS_JOB_PROPERTY_VALUE.Dword(union, Values.number(slot));
            return Values.number(slot);
        }
    },
    CLSID(bits_h.BITS_JOB_PROPERTY_NOTIFICATION_CLSID()) {
        @Override
        Object read(MemorySegment union) {
            return Guid.read(BITS_JOB_PROPERTY_VALUE.ClsID(union));
        }

        @Override
        Object write(MemorySegment union, String slot) {
            Values.guid(slot).write(BITS_JOB_PROPERTY_VALUE.ClsID(union));
            return Values.guid(slot);
        }
    },
    ENABLE(bits_h.BITS_JOB_PROPERTY_DYNAMIC_CONTENT()) {
        @Override
        Object read(MemorySegment union) {
            return BITS_JOB_PROPERTY_VALUE.Enable(union);
        }

        @Override
        Object write(MemorySegment union, String slot) {
            BITS_JOB_PROPERTY_VALUE.Enable(union, 1);
            return 1;
        }
    },
    UINT64(bits_h.BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE()) {
        @Override
        Object read(MemorySegment union) {
            return BITS_JOB_PROPERTY_VALUE.Uint64(union);
        }

        @Override
        Object write(MemorySegment union, String slot) {
            BITS_JOB_PROPERTY_VALUE.Uint64(union, Values.wide(slot, 1));
            return Values.wide(slot, 1);
        }
    },
    TARGET(bits_h.BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS()) {
        @Override
        Object read(MemorySegment union) {
            return BITS_JOB_PROPERTY_VALUE.Target(union);
        }

        @Override
        Object write(MemorySegment union, String slot) {
            BITS_JOB_PROPERTY_VALUE.Target(union, 2);
            return 2;
        }
    };

    final int id;

    JobProperty(int id) {
        this.id = id;
    }

    static JobProperty of(int id) {
        return Arrays.stream(values()).filter(property -> property.id == id).findAny().orElseThrow();
    }

    abstract Object read(MemorySegment union);

    /** Writes a value of the slot's own; returns what {@link #read} must give. */
    abstract Object write(MemorySegment union, String slot);
}
