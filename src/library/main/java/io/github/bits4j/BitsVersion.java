package io.github.bits4j;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of BITS that brought new interfaces, in rising order.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/what-s-new">What's New</a>
 */
public enum BitsVersion {
    /** Windows XP. */
    V1_0("1.0", null),
    /** Windows Server 2003. */
    V1_5("1.5", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER1_5),
    /** Windows XP SP2. */
    V2_0("2.0", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER2_0),
    /** Windows XP SP3. */
    V2_5("2.5", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER2_5),
    /** Windows Vista. */
    V3_0("3.0", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER3_0),
    /** Windows 7. */
    V4_0("4.0", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER4_0),
    /** Windows 8. */
    V5_0("5.0", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER5_0),
    /** Windows 10 1703. 1607 and earlier have 5.0. */
    V10_1("10.1", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER10_1),
    /** Windows 10 1809. */
    V10_2("10.2", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER10_2),
    /** Windows 10 1903. */
    V10_3("10.3", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER10_3);

    private final String number;
    private final @Nullable Guid clsid;

    BitsVersion(String number, @Nullable Guid clsid) {
        this.number = number;
        this.clsid = clsid;
    }

    /** The number, such as {@code 10.3}. */
    @Override
    public String toString() {
        return number;
    }

    /** The CLSID that the service has from this version on; empty for 1.0, whose class all versions have. */
    public Optional<Guid> clsid() {
        return Optional.ofNullable(clsid);
    }

    /** The system's: the newest whose class can be created. There is a BITS of some version. */
    static BitsVersion ofSystem() {
        return Arrays.stream(values()).sorted(Comparator.reverseOrder()).filter(BitsVersion::isRegistered)
                .findFirst().orElse(V1_0);
    }

    private boolean isRegistered() {
        if (clsid == null) {
            return true;
        }
        try (ComScope scope = new ComScope()) {
            ComPointer.createInstance(clsid, InterfaceIds.IBACKGROUND_COPY_MANAGER, scope);
            return true;
        } catch (ComException e) {
            if (e.hresult() == HResult.REGDB_E_CLASSNOTREG) {
                return false;
            }
            throw new BackgroundCopyException(e.hresult(), "asking for BITS " + number + " (" + e.operation() + ")",
                    HResult.meaning(e.hresult()).orElse(""));
        }
    }
}
