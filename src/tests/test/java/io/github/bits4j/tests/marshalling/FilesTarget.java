package io.github.bits4j.tests.marshalling;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyFilesVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Behind IEnumBackgroundCopyFiles. */
public final class FilesTarget extends EnumeratorTarget {
    private static final ComVtable<FilesTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), FilesTarget.class,
            IEnumBackgroundCopyFilesVtbl.class, InterfaceIds.IENUM_BACKGROUND_COPY_FILES);

    FilesTarget(List<String> names) {
        super(names);
    }

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    @Override
    RecordingTarget element(String name) {
        return new FileTarget(name);
    }

    @Override
    RecordingTarget copy(List<String> names) {
        return new FilesTarget(names);
    }
}
