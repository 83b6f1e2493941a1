package io.github.bits4j.tests.marshalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts are asked for in the language that the caller wants, or in the service's own choice. */
class LanguageTest {
    private static final int GERMAN = 0x0407;

    @Test
    void a_manager_describes_codes_in_a_language() {
        ManagerTarget target = new ManagerTarget();
        ComObject object = target.object();
        try (BackgroundCopyManager manager = BackgroundCopyManager.of(object.pointer(), ServiceKind.BITS)) {
            assertThat(manager.describe(HResult.BG_E_NOT_FOUND, GERMAN)).isEqualTo(Values.text("getErrorDescription", "out"));
            manager.describe(HResult.BG_E_EMPTY);
            assertThat(target.entries).extracting(RecordingTarget.Entry::arguments).containsExactly(
                    List.of(HResult.BG_E_NOT_FOUND, GERMAN), List.of(HResult.BG_E_EMPTY, 0));
        } finally {
            object.release();
        }
    }

    @Test
    void a_service_without_texts_in_the_language_leaves_it_to_ours() {
        ManagerTarget target = new ManagerTarget();
        ComObject object = target.object();
        try (BackgroundCopyManager manager = BackgroundCopyManager.of(object.pointer(), ServiceKind.BITS)) {
            target.answer = 0x80073B01; // HRESULT_FROM_WIN32(ERROR_MUI_FILE_NOT_FOUND)
            assertThat(manager.describe(HResult.BG_E_NOT_FOUND, GERMAN))
                    .isEqualTo(HResult.meaning(HResult.BG_E_NOT_FOUND).orElseThrow());
        } finally {
            object.release();
        }
    }

    @Test
    void an_error_describes_itself_in_a_language() {
        ManagerTarget service = new ManagerTarget();
        ErrorTarget target = new ErrorTarget();
        ComObject managerObject = service.object();
        ComObject errorObject = target.object();
        try (BackgroundCopyManager manager = BackgroundCopyManager.of(managerObject.pointer(), ServiceKind.BITS);
                BackgroundCopyError error = manager.error(errorObject.pointer())) {
            assertThat(error.description(GERMAN)).isEqualTo(Values.text("getErrorDescription", "out"));
            assertThat(error.contextDescription(GERMAN)).isEqualTo(Values.text("getErrorContextDescription", "out"));
            error.description();
            error.contextDescription();
            assertThat(target.entries).extracting(RecordingTarget.Entry::arguments)
                    .containsExactly(List.of(GERMAN), List.of(GERMAN), List.of(0), List.of(0));
        } finally {
            errorObject.release();
            managerObject.release();
        }
    }
}
