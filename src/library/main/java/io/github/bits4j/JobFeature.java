package io.github.bits4j;

import io.github.bits4j.com.Guid;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;

/** What a newer version of the service can do with a job: {@link BackgroundCopyJob#supports} tells whether this one can. */
public enum JobFeature {
    /** {@link BackgroundCopyJob#setNotifyCommandLine}. */
    COMMAND_LINE(Home.JOB2),
    /** {@link BackgroundCopyJob#reply()}. */
    UPLOAD_REPLY(Home.JOB2),
    /** Credentials for servers and proxies, in {@link BackgroundCopyJob#network()}. */
    CREDENTIALS(Home.JOB2),
    /** {@link BackgroundCopyJob#replaceRemotePrefix}. */
    REMOTE_PREFIX(Home.JOB3),
    /** Files of which parts are loaded. Delivery Optimization has them too, by an interface of its own. */
    FILE_RANGES(Home.JOB3),
    /** {@link JobOwnership#setFileAclFlags}. */
    FILE_ACL(Home.JOB3),
    /** Headers, client certificates, redirects and checks of TLS, in {@link BackgroundCopyJob#http()}. */
    HTTP_OPTIONS(Home.HTTP_OPTIONS),
    /** {@link JobProperties#setPeerCachingFlags}. */
    PEER_CACHING(Home.JOB4),
    /** {@link JobProperties#setMaximumDownloadTime}. */
    MAXIMUM_DOWNLOAD_TIME(Home.JOB4),
    /** {@link JobOwnership#ownerIntegrityLevel}, {@link JobOwnership#isOwnerElevated}. */
    OWNER_INTEGRITY(Home.JOB4),
    /** {@link JobOwnership#setHelperToken}. */
    HELPER_TOKEN(Home.TOKEN_OPTIONS),
    /** The properties by number, in {@link BackgroundCopyJob#properties()}; a service may know some of them only. */
    PROPERTIES(Home.JOB5),
    /** Another HTTP method, in {@link BackgroundCopyJob#http()}. */
    HTTP_METHOD(Home.HTTP_OPTIONS2),
    /** A check of server certificates by the application, in {@link BackgroundCopyJob#http()}. */
    SERVER_CERTIFICATE_CHECK(Home.HTTP_OPTIONS3),
    /** Headers that nobody can read back, in {@link BackgroundCopyJob#http()}. */
    WRITE_ONLY_HEADERS(Home.HTTP_OPTIONS3);

    /** The interface that a feature is a part of. */
    private enum Home {
        JOB2("IBackgroundCopyJob2", InterfaceIds.IBACKGROUND_COPY_JOB2, BitsVersion.V1_5),
        JOB3("IBackgroundCopyJob3", InterfaceIds.IBACKGROUND_COPY_JOB3, BitsVersion.V2_0),
        HTTP_OPTIONS("IBackgroundCopyJobHttpOptions", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS, BitsVersion.V2_5),
        JOB4("IBackgroundCopyJob4", InterfaceIds.IBACKGROUND_COPY_JOB4, BitsVersion.V3_0),
        TOKEN_OPTIONS("IBitsTokenOptions", InterfaceIds.IBITS_TOKEN_OPTIONS, BitsVersion.V4_0),
        JOB5("IBackgroundCopyJob5", InterfaceIds.IBACKGROUND_COPY_JOB5, BitsVersion.V5_0),
        HTTP_OPTIONS2("IBackgroundCopyJobHttpOptions2", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS2, BitsVersion.V10_2),
        HTTP_OPTIONS3("IBackgroundCopyJobHttpOptions3", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3, BitsVersion.V10_3);

        private final String name;
        private final Guid iid;
        private final BitsVersion since;

        Home(String name, Guid iid, BitsVersion since) {
            this.name = name;
            this.iid = iid;
            this.since = since;
        }
    }

    private final Home home;

    JobFeature(Home home) {
        this.home = home;
    }

    /** The interface that it is a part of, such as {@code IBackgroundCopyJob2}. */
    public String interfaceName() {
        return home.name;
    }

    /** The interface's IID. */
    public Guid iid() {
        return home.iid;
    }

    /** The version of BITS that brought it. Delivery Optimization may lack it all the same. */
    public BitsVersion since() {
        return home.since;
    }

    /** The features that are parts of an interface; none if it is not a job's. */
    public static EnumSet<JobFeature> of(String interfaceName) {
        return Arrays.stream(values()).filter(feature -> feature.home.name.equals(interfaceName))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(JobFeature.class)));
    }
}
