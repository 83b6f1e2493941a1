package io.github.bits4j;

import io.github.bits4j.com.Guid;

/**
 * The IIDs of the interfaces of BITS 1.0 to 10.3 and of Delivery Optimization, and the CLSIDs of the services.
 *
 * <p>The classes {@code CLSID_BACKGROUND_COPY_MANAGER1_5} to {@code 10_3} are the BITS service under the version that
 * brought them. Each is registered from its version on, so the newest that can be created tells the version. There is
 * none for 10.0.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/bits-interfaces">BITS interfaces</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/">deliveryoptimization.h</a>
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
    public static final Guid IBACKGROUND_COPY_JOB_HTTP_OPTIONS2 = Guid.parse("B591A192-A405-4FC3-8323-4C5C542578FC");
    public static final Guid IBACKGROUND_COPY_JOB_HTTP_OPTIONS3 = Guid.parse("8A9263D3-FD4C-4EDA-9B28-30132A4D4E3C");
    public static final Guid IBITS_TOKEN_OPTIONS = Guid.parse("9A2584C3-F7D2-457A-9A5E-22B67BFFC7D2");

    public static final Guid IBACKGROUND_COPY_FILE = Guid.parse("01B7BD23-FB88-4A77-8490-5891D3E4653A");
    public static final Guid IBACKGROUND_COPY_FILE2 = Guid.parse("83E81B93-0873-474D-8A8C-F2018B1A939C");
    public static final Guid IBACKGROUND_COPY_FILE3 = Guid.parse("659CDEAA-489E-11D9-A9CD-000D56965251");
    public static final Guid IBACKGROUND_COPY_FILE4 = Guid.parse("EF7E0655-7888-4960-B0E5-730846E03492");
    public static final Guid IBACKGROUND_COPY_FILE5 = Guid.parse("85C1657F-DAFC-40E8-8834-DF18EA25717E");
    public static final Guid IBACKGROUND_COPY_FILE6 = Guid.parse("CF6784F7-D677-49FD-9368-CB47AEE9D1AD");

    public static final Guid IBACKGROUND_COPY_CALLBACK = Guid.parse("97EA99C7-0186-4AD4-8DF9-C5B4E0ED6B22");
    public static final Guid IBACKGROUND_COPY_CALLBACK2 = Guid.parse("659CDEAC-489E-11D9-A9CD-000D56965251");
    public static final Guid IBACKGROUND_COPY_CALLBACK3 = Guid.parse("98C97BD2-E32B-4AD8-A528-95FD8B16BD42");
    public static final Guid IBACKGROUND_COPY_SERVER_CERTIFICATE_VALIDATION_CALLBACK =
            Guid.parse("4CEC0D02-DEF7-4158-813A-C32A46945FF7");

    public static final Guid IBITS_PEER_CACHE_ADMINISTRATION = Guid.parse("659CDEAD-489E-11D9-A9CD-000D56965251");
    public static final Guid IBITS_PEER_CACHE_RECORD = Guid.parse("659CDEAF-489E-11D9-A9CD-000D56965251");
    public static final Guid IENUM_BITS_PEER_CACHE_RECORDS = Guid.parse("659CDEA4-489E-11D9-A9CD-000D56965251");
    public static final Guid IBITS_PEER = Guid.parse("659CDEA2-489E-11D9-A9CD-000D56965251");
    public static final Guid IENUM_BITS_PEERS = Guid.parse("659CDEA5-489E-11D9-A9CD-000D56965251");

    public static final Guid IDO_MANAGER = Guid.parse("400E2D4A-1431-4C1A-A748-39CA472CFDB1");
    public static final Guid IDO_DOWNLOAD = Guid.parse("FBBD7FC0-C147-4727-A38D-827EF071EE77");
    public static final Guid IDO_DOWNLOAD_STATUS_CALLBACK = Guid.parse("D166E8E3-A90E-4392-8E87-05E996D3747D");

    public static final Guid IDELIVERY_OPTIMIZATION_JOB = Guid.parse("EE2584CF-A69C-4848-B633-2649962B3EF7");
    public static final Guid IDELIVERY_OPTIMIZATION_JOB2 = Guid.parse("18995A26-BF59-4ABE-9F8B-D5092D5A2405");
    public static final Guid IDELIVERY_OPTIMIZATION_FILE = Guid.parse("B76B9699-E99E-4101-803F-A20E325D93E2");
    public static final Guid IDELIVERY_OPTIMIZATION_FILE2 = Guid.parse("3A87296F-6EC2-4126-AB29-E3F8DC4CC390");

    /** The class of the BITS service. */
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER = Guid.parse("4991D34B-80A1-4291-83B6-3328366B9097");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER1_5 = Guid.parse("F087771F-D74F-4C1A-BB8A-E16ACA9124EA");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER2_0 = Guid.parse("6D18AD12-BDE3-4393-B311-099C346E6DF9");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER2_5 = Guid.parse("03CA98D6-FF5D-49B8-ABC6-03DD84127020");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER3_0 = Guid.parse("659CDEA7-489E-11D9-A9CD-000D56965251");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER4_0 = Guid.parse("BB6DF56B-CACE-11DC-9992-0019B93A3A84");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER5_0 = Guid.parse("1ECCA34C-E88A-44E3-8D6A-8921BDE9E452");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER10_1 = Guid.parse("4BD3E4E1-7BD4-4A2B-9964-496400DE5193");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER10_2 = Guid.parse("4575438F-A6C8-4976-B0FE-2F26B80D959E");
    public static final Guid CLSID_BACKGROUND_COPY_MANAGER10_3 = Guid.parse("5FD42AD5-C04E-4D36-ADC7-E08FF15737AD");

    /** The class of the Delivery Optimization service. */
    public static final Guid CLSID_DELIVERY_OPTIMIZATION = Guid.parse("5B99FA76-721C-423C-ADAC-56D03C8A8007");

    private InterfaceIds() {}
}
