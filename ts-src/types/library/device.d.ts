/**
 * The host provider of ECMA-419: the classes that this board has, and the names of its pins. A
 * member is the class or constant itself: there is no object, and a program links what it names.
 */
import DigitalClass from "embedded:io/digital";
import ListenerClass from "embedded:io/socket/listener";
import TCPClass from "embedded:io/socket/tcp";

declare global {
    namespace device {
        namespace io {
            export { DigitalClass as Digital, ListenerClass as Listener, TCPClass as TCP };
        }
        namespace pin {
            /** The board's own LED. @constant "LED" */
            const led: string;
        }
    }
}
