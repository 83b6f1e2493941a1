package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NotificationHubTest {

    /** The interface's own methods take a notification and tell nobody. */
    @Test
    void it_passes_every_notification_on_and_so_does_the_delivery() {
        for (Method method : BackgroundCopyCallback.class.getDeclaredMethods()) {
            for (Class<?> type : new Class<?>[] {NotificationHub.class, EventDelivery.class}) {
                assertThat(type.getDeclaredMethods()).as(type.getSimpleName() + "." + method.getName())
                        .anyMatch(own -> own.getName().equals(method.getName())
                                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
            }
        }
    }
}
