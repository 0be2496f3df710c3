package dev.gradus.jupyter.jjava;

import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageType;

/** Answers that JJava's own classes can't express. Their fields are what the protocol names; Gson writes them. */
@SuppressWarnings("unused")
final class Replies {
    private Replies() {}

    @SuppressWarnings("unchecked")
    private static <T> MessageType<T> as(MessageType<?> type) {
        return (MessageType<T>) type;
    }

    /** A cell that ran. */
    static final class Executed implements ContentType<Executed> {
        private final String status = "ok";
        private final int execution_count;
        private final Map<String, Object> user_expressions;
        private final List<Object> payload = List.of();

        Executed(int count, Map<String, Object> userExpressions) {
            execution_count = count;
            user_expressions = userExpressions;
        }

        @Override
        public MessageType<Executed> getType() {
            return as(MessageType.EXECUTE_REPLY);
        }
    }

    /** A cell that failed. */
    static final class Failed implements ContentType<Failed> {
        private final String status = "error";
        private final int execution_count;
        private final String ename;
        private final String evalue;
        private final List<String> traceback;
        private final Map<String, Object> user_expressions = Map.of();
        private final List<Object> payload = List.of();

        Failed(int count, String name, String message, List<String> lines) {
            execution_count = count;
            ename = name;
            evalue = message;
            traceback = lines;
        }

        @Override
        public MessageType<Failed> getType() {
            return as(MessageType.EXECUTE_REPLY);
        }
    }

    /** A cell that waited behind one that failed. */
    static final class Aborted implements ContentType<Aborted> {
        private final String status = "aborted";
        private final int execution_count;

        Aborted(int count) {
            execution_count = count;
        }

        @Override
        public MessageType<Aborted> getType() {
            return as(MessageType.EXECUTE_REPLY);
        }
    }

    /** Who we are. */
    static final class Info implements ContentType<Info> {
        private final String status = "ok";
        private final String protocol_version;
        private final String implementation;
        private final String implementation_version;
        private final LanguageInfo language_info;
        private final String banner;
        private final List<HelpLink> help_links;
        private final boolean debugger = false;

        Info(String protocol, String name, String version, LanguageInfo language, String banner, List<HelpLink> links) {
            protocol_version = protocol;
            implementation = name;
            implementation_version = version;
            language_info = language;
            this.banner = banner;
            help_links = links;
        }

        @Override
        public MessageType<Info> getType() {
            return as(MessageType.KERNEL_INFO_REPLY);
        }
    }

    /** What was run. */
    static final class History implements ContentType<History> {
        private final String status = "ok";
        private final List<List<Object>> history;

        History(List<List<Object>> history) {
            this.history = history;
        }

        @Override
        public MessageType<History> getType() {
            return as(MessageType.HISTORY_REPLY);
        }
    }
}
