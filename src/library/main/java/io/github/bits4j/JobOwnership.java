package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl.*;

/**
 * Whose job it is, and with whose rights it transfers.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/users-and-network-connections">Users and Network Connections</a>
 */
public final class JobOwnership {
    private final ServiceInterface job;

    JobOwnership(BackgroundCopyJob job) {
        this.job = job.methods;
    }

    /** The owner: on Windows the text of his SID. */
    public String owner() {
        return job.getString("GetOwner", IBackgroundCopyJobVtbl::GetOwner, GetOwner::invoke);
    }

    /**
     * Makes the caller the owner. Removes what belonged to the previous owner: credentials, client certificate, custom headers
     * and command line.
     *
     * @throws BackgroundCopyException E_ACCESSDENIED unless the caller is an administrator or the owner; BG_E_INVALID_STATE
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-takeownership">TakeOwnership</a>
     */
    public void takeOwnership() {
        job.call("TakeOwnership", IBackgroundCopyJobVtbl::TakeOwnership, TakeOwnership::invoke);
    }
}
