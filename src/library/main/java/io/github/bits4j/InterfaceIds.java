package io.github.bits4j;

import io.github.bits4j.com.Guid;

/**
 * The IIDs of the interfaces in bits.h to bits5_0.h, and the CLSIDs of the services.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/bits-interfaces">BITS interfaces</a>
 */
public final class InterfaceIds {
    public static final Guid IBACKGROUND_COPY_MANAGER = Guid.parse("5CE34C0D-0DC9-4C1F-897C-DAA1B78CEE7C");
    public static final Guid IENUM_BACKGROUND_COPY_JOBS = Guid.parse("1AF4F612-3B71-466F-8F58-7B6F73AC57AD");
    public static final Guid IENUM_BACKGROUND_COPY_FILES = Guid.parse("CA51E165-C365-424C-8D41-24AAA4FF3C40");
    public static final Guid IBACKGROUND_COPY_ERROR = Guid.parse("19C613A0-FCB8-4F28-81AE-897C3D078F81");

    public static final Guid IBACKGROUND_COPY_JOB = Guid.parse("37668D37-507E-4160-9316-26306D150B12");
    public static final Guid IBACKGROUND_COPY_JOB2 = Guid.parse("54B50739-686F-45EB-9DFF-D6A9A0FAA9AF");
    public static final Guid IBACKGROUND_COPY_JOB3 = Guid.parse("443C8934-90FF-48ED-BCDE-26F5C7450042");
    public static final Guid IBACKGROUND_COPY_JOB4 = Guid.parse("659CDEAE-489E-11D9-A9CD-000D56965251");
    public static final Guid IBACKGROUND_COPY_JOB5 = Guid.parse("E847030C-BBBA-4657-AF6D-484AA42BF1FE");
    public static final Guid IBACKGROUND_COPY_JOB_HTTP_OPTIONS = Guid.parse("F1BD1079-9F01-4BDC-8036-F09B70095066");

    public static final Guid IBACKGROUND_COPY_FILE = Guid.parse("01B7BD23-FB88-4A77-8490-5891D3E4653A");
    public static final Guid IBACKGROUND_COPY_FILE2 = Guid.parse("83E81B93-0873-474D-8A8C-F2018B1A939C");

    public static final Guid IBACKGROUND_COPY_CALLBACK = Guid.parse("97EA99C7-0186-4AD4-8DF9-C5B4E0ED6B22");
    public static final Guid IBACKGROUND_COPY_CALLBACK2 = Guid.parse("659CDEAC-489E-11D9-A9CD-000D56965251");

    /** The class of the BITS service. */
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER = Guid.parse("4991D34B-80A1-4291-83B6-3328366B9097");
    /** The class of the Delivery Optimization service. */
    public static final Guid CLSID_DELIVERY_OPTIMIZATION = Guid.parse("5B99FA76-721C-423C-ADAC-56D03C8A8007");

    private InterfaceIds() {}
}
