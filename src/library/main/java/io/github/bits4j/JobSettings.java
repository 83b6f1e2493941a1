package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl.*;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.internal.Arguments;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What a job is called, and when it transfers and notifies. */
abstract sealed class JobSettings extends JobFiles permits BackgroundCopyJob {
    /** The longest display name that the service takes. */
    public static final int MAX_DISPLAY_NAME = 256;
    /** The longest description that the service takes. */
    public static final int MAX_DESCRIPTION = 1024;

    JobSettings(Connection connection, ComPointer pointer) {
        super(connection, pointer);
    }

    /** The name for people; not unique. */
    public String displayName() {
        return methods.getString("GetDisplayName", IBackgroundCopyJobVtbl::GetDisplayName, GetDisplayName::invoke);
    }

    /** Renames the job; at most {@value #MAX_DISPLAY_NAME} characters. */
    public void setDisplayName(String name) {
        methods.setString("SetDisplayName", IBackgroundCopyJobVtbl::SetDisplayName, SetDisplayName::invoke,
                Arguments.text("name", name, MAX_DISPLAY_NAME));
    }

    /** What the job is for, as text. */
    public String description() {
        return methods.getString("GetDescription", IBackgroundCopyJobVtbl::GetDescription, GetDescription::invoke);
    }

    /** Describes the job; at most {@value #MAX_DESCRIPTION} characters. */
    public void setDescription(String description) {
        methods.setString("SetDescription", IBackgroundCopyJobVtbl::SetDescription, SetDescription::invoke,
                Arguments.text("description", description, MAX_DESCRIPTION));
    }

    /** The priority; {@link JobPriority#NORMAL} in a new job. */
    public JobPriority priority() {
        return JobPriority.of(priorityCode());
    }

    /** The number of {@link #priority()}, BG_JOB_PRIORITY_…, which may be one that has no name here. */
    public int priorityCode() {
        return methods.getInt("GetPriority", IBackgroundCopyJobVtbl::GetPriority, GetPriority::invoke);
    }

    /** Changes the priority; a job under way adapts at once. */
    public void setPriority(JobPriority priority) {
        Arguments.known("priority", priority, JobPriority.UNKNOWN);
        methods.setInt("SetPriority", IBackgroundCopyJobVtbl::SetPriority, SetPriority::invoke, priority.code());
    }

    /** How long the service waits after a transient error before it tries again. */
    public Duration minimumRetryDelay() {
        return seconds(methods.getInt("GetMinimumRetryDelay", IBackgroundCopyJobVtbl::GetMinimumRetryDelay,
                GetMinimumRetryDelay::invoke));
    }

    /** Changes the delay, in whole seconds; the service takes 5 at least. */
    public void setMinimumRetryDelay(Duration delay) {
        int seconds = Arguments.seconds("delay", delay);
        methods.setInt("SetMinimumRetryDelay", IBackgroundCopyJobVtbl::SetMinimumRetryDelay, SetMinimumRetryDelay::invoke,
                seconds);
    }

    /**
     * How long transient errors may go on without any progress before the job is in error. In a new job 14 days with BITS; with
     * Delivery Optimization an hour in the foreground and a day in the background.
     */
    public Duration noProgressTimeout() {
        return seconds(methods.getInt("GetNoProgressTimeout", IBackgroundCopyJobVtbl::GetNoProgressTimeout,
                GetNoProgressTimeout::invoke));
    }

    /**
     * Changes the timeout, in whole seconds; 0 makes each error final. What it is otherwise, {@link #noProgressTimeout()} says: with
     * Delivery Optimization it follows the priority until it is set.
     */
    public void setNoProgressTimeout(Duration timeout) {
        int seconds = Arguments.seconds("timeout", timeout);
        methods.setInt("SetNoProgressTimeout", IBackgroundCopyJobVtbl::SetNoProgressTimeout, SetNoProgressTimeout::invoke,
                seconds);
    }

    private static Duration seconds(int unsigned) {
        return Duration.ofSeconds(Integer.toUnsignedLong(unsigned));
    }

    /** The kinds of notification that the job sends; JOB_TRANSFERRED and JOB_ERROR in a new job. */
    public EnumSet<NotifyFlag> notifyFlags() {
        return NotifyFlag.setOf(methods.getInt("GetNotifyFlags", IBackgroundCopyJobVtbl::GetNotifyFlags, GetNotifyFlags::invoke));
    }

    /**
     * Chooses the kinds of notification that the job sends. Bits of the service's that have no name here stay.
     *
     * @throws IllegalArgumentException for a flag that the service does not have: DISABLE and FILE_RANGES_TRANSFERRED on
     *     Delivery Optimization
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setnotifyflags">SetNotifyFlags</a>
     */
    public void setNotifyFlags(Set<NotifyFlag> flags) {
        connection.kind.requireNotifyFlags(flags);
        methods.setFlags("NotifyFlags", IBackgroundCopyJobVtbl::GetNotifyFlags, GetNotifyFlags::invoke,
                IBackgroundCopyJobVtbl::SetNotifyFlags, SetNotifyFlags::invoke, NotifyFlag.ALL, NotifyFlag.bits(flags));
    }

    /** Whether the service can do this with the job; what it cannot do throws {@link UnsupportedInterfaceException}. */
    public boolean supports(JobFeature feature) {
        return newer.has(feature.iid()) || feature == JobFeature.FILE_RANGES && addsFilesById();
    }
}
