package io.github.bits4j.embedded.transfer.upload;

import java.util.ArrayList;
import java.util.List;

/** Remembers where an upload stood. */
final class RecordingUploadMonitor implements UploadMonitor {
    final List<UploadState> states = new ArrayList<>();
    /** Of the answers only. */
    final List<Long> positions = new ArrayList<>();
    final List<UploadState> discarded = new ArrayList<>();

    /** Null before the first answer, and after a change of the file. */
    UploadState last() {
        return states.isEmpty() ? null : states.getLast();
    }

    List<String> sessions() {
        return states.stream().filter(state -> state.session() != null).map(state -> state.session().id()).toList();
    }

    @Override
    public void advanced(UploadState state) {
        states.add(state);
        positions.add(state.position());
    }

    @Override
    public void noted(UploadState state) {
        states.add(state);
    }

    @Override
    public void discarded(UploadState state) {
        discarded.add(state);
        states.clear();
    }
}
