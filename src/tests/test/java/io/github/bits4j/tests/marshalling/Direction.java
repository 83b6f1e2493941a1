package io.github.bits4j.tests.marshalling;

/** Where the object lives, and who calls it. */
enum Direction {
    /** Calls leave an STA, which serves calls back meanwhile, and arrive on a thread of RPC. */
    FROM_STA_TO_MTA {
        @Override
        ApartmentThread home() {
            return ApartmentThread.mta();
        }

        @Override
        ApartmentThread caller() {
            return ApartmentThread.sta();
        }
    },
    /** Calls arrive as messages, on the one thread of the STA. */
    FROM_MTA_TO_STA {
        @Override
        ApartmentThread home() {
            return ApartmentThread.sta();
        }

        @Override
        ApartmentThread caller() {
            return ApartmentThread.mta();
        }
    };

    abstract ApartmentThread home();

    abstract ApartmentThread caller();
}
