package io.github.bits4j.tests.support;

/** What a service may lack. Wine's BITS lacks much; a test that needs it is skipped there with the reason given here. */
public enum Feature {
    SUSPEND("Suspend is E_NOTIMPL"),
    JOB_ERROR("JobError is never called"),
    JOB_MODIFICATION("JobModification is never called"),
    FILE_TRANSFERRED("FileTransferred is never called"),
    NOTIFIES_OF_THE_PAST("a callback registered after the event is not called"),
    REPEATED_NOTIFICATION("a failed notification is not repeated"),
    DISABLE("the flag DISABLE is ignored"),
    FILE_RANGES_FLAG("SetNotifyFlags knows no bit above 0x10"),
    COMMAND_LINE("SetNotifyCmdLine is E_NOTIMPL"),
    UPLOADS("upload jobs download, and their replies are E_NOTIMPL"),
    PROPERTIES("times, owner, priority, error count and changes of the display name are E_NOTIMPL or without effect"),
    RESUME_CONDITIONS("Resume of a job in error and of one without files behaves otherwise"),
    TARGET_CHECKS("AddFile does not check the local path"),
    ERROR_TEXTS("all error texts are E_NOTIMPL"),
    CANCEL_KEEPS_DESTINATION("Cancel deletes the destination file"),
    CANCEL_UNDER_WAY("the service ended or stood still after a job had been cancelled while it was transferred"),
    CLEAR_DURING_NOTIFICATION("clearing the callback during its own call crashes the service"),
    FILE_ORDER("files are listed in the reverse order"),
    CALLBACK_OF_ENDED_JOB_RELEASED("the callback of a job that has ended is never released"),
    ENDED_JOBS_LEAVE("ended jobs stay in the queue until another one is resumed"),
    REMOTE_NAMES("ReplaceRemotePrefix, AddFileWithRanges and the ACL flags are without effect"),
    JOB4("the methods of IBackgroundCopyJob4 are E_NOTIMPL or without effect"),
    JOB5("there is no IBackgroundCopyJob5"),
    FILE2("the methods of IBackgroundCopyFile2 are E_NOTIMPL"),
    FILE3("files have no interface after IBackgroundCopyFile2"),
    PARTIAL_COMPLETE("Complete before the end keeps no files"),
    PROXIES("proxy settings are E_NOTIMPL"),
    CREDENTIALS_ON_DEMAND("credentials are sent before they are asked for, and Digest is not known"),
    CREDENTIAL_CHECKS("SetCredentials checks nothing, RemoveCredentials never says that there were none"),
    HTTP_OPTIONS_3("the newest HTTP options are those of BITS 2.5"),
    HEADER_CHECKS("SetCustomHeaders checks neither length nor state"),
    REDIRECT_POLICY("redirects are followed whatever the security flags say"),
    CLIENT_CERTIFICATES("client certificates are E_NOTIMPL");

    private final String wineReason;

    Feature(String wineReason) {
        this.wineReason = wineReason;
    }

    String wineReason() {
        return wineReason;
    }
}
