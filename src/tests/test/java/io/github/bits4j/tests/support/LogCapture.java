package io.github.bits4j.tests.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that this software logs in this process while it is open, at every level. */
public final class LogCapture implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("io.github.bits4j");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Level level = ROOT.getLevel();
    private final boolean handlers = ROOT.getUseParentHandlers();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogCapture() {
        ROOT.setLevel(Level.ALL);
        ROOT.setUseParentHandlers(false);
        ROOT.addHandler(handler);
    }

    public String text() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        SimpleFormatter formatter = new SimpleFormatter();
        for (LogRecord logged : records) {
            out.println(formatter.formatMessage(logged));
            if (logged.getThrown() != null) {
                logged.getThrown().printStackTrace(out);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        ROOT.removeHandler(handler);
        ROOT.setUseParentHandlers(handlers);
        ROOT.setLevel(level);
    }
}
