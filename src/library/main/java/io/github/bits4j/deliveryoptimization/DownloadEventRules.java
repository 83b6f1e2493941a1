package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.internal.EventRules;

/** What may wait for a slow subscriber of a download's events: of what does not come again and again there is little. */
final class DownloadEventRules implements EventRules<DownloadEvent> {
    static final DownloadEventRules RULES = new DownloadEventRules();

    private DownloadEventRules() {}

    @Override
    public boolean comesAgain(DownloadEvent event) {
        return switch (event) {
            case DownloadEvent.Progress _, DownloadEvent.TransientError _, DownloadEvent.StateChanged _ -> true;
            case DownloadEvent.Transferred _, DownloadEvent.Failed _, DownloadEvent.Ended _, DownloadEvent.ServiceLost _ -> false;
        };
    }

    /** The subscriber learns from which state, of those that he knows, the download has come to the newest one. */
    @Override
    public DownloadEvent merged(DownloadEvent older, DownloadEvent newer) {
        return older instanceof DownloadEvent.StateChanged before && newer instanceof DownloadEvent.StateChanged now
                ? new DownloadEvent.StateChanged(now.download(), before.from(), now.to(), now.origin())
                : newer;
    }

    @Override
    public boolean isLast(DownloadEvent event) {
        return event instanceof DownloadEvent.Ended || event instanceof DownloadEvent.ServiceLost;
    }
}
