package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyJob3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob3Vtbl.GetFileACLFlags;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob3Vtbl.SetFileACLFlags;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl.GetOwnerElevationState;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl.GetOwnerIntegrityLevel;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl.GetOwner;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl.TakeOwnership;
import io.github.bits4j.bindings.bits.IBitsTokenOptionsVtbl;
import io.github.bits4j.bindings.bits.IBitsTokenOptionsVtbl.*;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whose job it is, and with whose rights it transfers.
 *
 * <p>What needs a newer interface (the method says which) throws {@link UnsupportedInterfaceException} if the service does not
 * have it; Delivery Optimization has none of them.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/users-and-network-connections">Users and Network Connections</a>
 */
public final class JobOwnership {
    private final ServiceInterface job;
    private final ServiceInterface job3;
    private final ServiceInterface job4;
    private final ServiceInterface token;

    JobOwnership(BackgroundCopyJob job) {
        this.job = job.methods;
        this.job3 = job.newer.methods("IBackgroundCopyJob3", InterfaceIds.IBACKGROUND_COPY_JOB3);
        this.job4 = job.newer.methods("IBackgroundCopyJob4", InterfaceIds.IBACKGROUND_COPY_JOB4);
        this.token = job.newer.methods("IBitsTokenOptions", InterfaceIds.IBITS_TOKEN_OPTIONS);
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

    /**
     * The integrity level of the token with which the owner created the job or took it, by IBackgroundCopyJob4.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nf-bits3_0-ibackgroundcopyjob4-getownerintegritylevel">GetOwnerIntegrityLevel</a>
     */
    public IntegrityLevel ownerIntegrityLevel() {
        return IntegrityLevel.of(ownerIntegrityRid());
    }

    /** The number of {@link #ownerIntegrityLevel()}, SECURITY_MANDATORY_…_RID, which may be one that has no name. */
    public int ownerIntegrityRid() {
        return job4.getInt("GetOwnerIntegrityLevel", IBackgroundCopyJob4Vtbl::GetOwnerIntegrityLevel,
                GetOwnerIntegrityLevel::invoke);
    }

    /**
     * Whether the owner's token was elevated when he created the job or took it, by IBackgroundCopyJob4: then only an elevated
     * process may change it.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nf-bits3_0-ibackgroundcopyjob4-getownerelevationstate">GetOwnerElevationState</a>
     */
    public boolean isOwnerElevated() {
        return job4.getInt("GetOwnerElevationState", IBackgroundCopyJob4Vtbl::GetOwnerElevationState,
                GetOwnerElevationState::invoke) != 0;
    }

    /** What is copied along of owners and access lists; nothing in a new job. By IBackgroundCopyJob3. */
    public EnumSet<FileAclFlag> fileAclFlags() {
        return FileAclFlag.setOf(job3.getInt("GetFileACLFlags", IBackgroundCopyJob3Vtbl::GetFileACLFlags,
                GetFileACLFlags::invoke));
    }

    /**
     * Chooses what is copied along of owners and access lists from or to a file server, for the files that are not transferred
     * yet; an empty set for nothing. Bits of the service's that have no name here stay. Where the user may not read or write it,
     * the job is in {@link JobState#TRANSIENT_ERROR} with E_ACCESSDENIED.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE once the job is transferred
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_0/nf-bits2_0-ibackgroundcopyjob3-setfileaclflags">SetFileACLFlags</a>
     */
    public void setFileAclFlags(Set<FileAclFlag> flags) {
        job3.setFlags("FileACLFlags", IBackgroundCopyJob3Vtbl::GetFileACLFlags, GetFileACLFlags::invoke,
                IBackgroundCopyJob3Vtbl::SetFileACLFlags, SetFileACLFlags::invoke, FileAclFlag.ALL, FileAclFlag.bits(flags));
    }

    /** What the helper token is used for, by IBitsTokenOptions; nothing in a new job. */
    public EnumSet<HelperTokenFlag> helperTokenFlags() {
        return HelperTokenFlag.setOf(token.getInt("GetHelperTokenFlags", IBitsTokenOptionsVtbl::GetHelperTokenFlags,
                GetHelperTokenFlags::invoke));
    }

    /**
     * Chooses what the helper token is used for rather than the owner's; an empty set for nothing. Bits of the service's that
     * have no name here stay. The flags are kept with the job, the token is not: a job that has flags and no token is in error,
     * with BG_E_TOKEN_REQUIRED, until it has a token again, or no flags any more, and is resumed.
     *
     * @throws BackgroundCopyException E_ACCESSDENIED unless the caller is the owner; before Windows 10 1607 only administrators
     *     use helper tokens
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits4_0/nf-bits4_0-ibitstokenoptions-sethelpertokenflags">SetHelperTokenFlags</a>
     */
    public void setHelperTokenFlags(Set<HelperTokenFlag> flags) {
        token.setFlags("HelperTokenFlags", IBitsTokenOptionsVtbl::GetHelperTokenFlags, GetHelperTokenFlags::invoke,
                IBitsTokenOptionsVtbl::SetHelperTokenFlags, SetHelperTokenFlags::invoke,
                HelperTokenFlag.ALL, HelperTokenFlag.bits(flags));
    }

    /**
     * Gives the job the token that this thread impersonates with (ImpersonateLoggedOnUser and its like), as its second token
     * beside the owner's. It is called on this thread, never on another one. The service drops the token when the user logs off
     * or the service ends.
     *
     * <p>Whether the caller may do so is judged when the interface is got, that is at the first call of a method of helper tokens
     * on this object: call {@link #helperTokenFlags()} before the thread begins to impersonate, or it is the helper who asks.
     *
     * @throws BackgroundCopyException CO_E_FAILEDTOIMPERSONATE if the service may not impersonate the caller; E_ACCESSDENIED if
     *     the token is an administrator's and the caller is none (before Windows 10 1607: if the job's owner is none);
     *     RPC_E_WRONG_THREAD if this thread is in an STA (JavaFX, SWT)
     * @see <a href="https://learn.microsoft.com/windows/win32/bits/helper-tokens-for-bits-transfer-jobs">Helper Tokens for BITS Transfer Jobs</a>
     */
    public void setHelperToken() {
        token.callImpersonating("SetHelperToken", IBitsTokenOptionsVtbl::SetHelperToken, SetHelperToken::invoke);
    }

    /** Drops the helper token; the flags stay. */
    public void clearHelperToken() {
        token.call("ClearHelperToken", IBitsTokenOptionsVtbl::ClearHelperToken, ClearHelperToken::invoke);
    }

    /** Whose token the helper token is, as the text of his SID; empty if there is none. */
    public Optional<String> helperTokenSid() {
        return Optional.of(token.getString("GetHelperTokenSid", IBitsTokenOptionsVtbl::GetHelperTokenSid,
                GetHelperTokenSid::invoke)).filter(sid -> !sid.isEmpty());
    }
}
