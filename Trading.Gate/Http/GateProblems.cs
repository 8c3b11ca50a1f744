using Trading.Gate.Doors;

namespace Trading.Gate.Http;

/// <summary>Why somebody was not admitted, as an HTTP problem; the reason is the word of the gate.</summary>
internal static class GateProblems
{
    private const string Rule = "spec:gate";

    public static IResult Of(DoorReason reason)
    {
        var (status, detail, next) = reason switch
        {
            DoorReason.NotOpen => (404, "No draw of that id is admitted now.", "choose-another"),
            DoorReason.WrongPlace => (409, "This draw reports at another place.", "go-there"),
            DoorReason.Malformed => (
                400,
                "An identity number, and 12 digits or a name are needed.",
                "correct-and-send-again"
            ),
            DoorReason.NobodyLooked => (400, "Somebody looks at card and face first.", "look"),
            DoorReason.AlreadyArrived => (409, "The expert of this position is in already.", "look-again"),
            DoorReason.TooManyTries => (429, "Too many wrong tries in ten minutes.", "wait"),
            DoorReason.Busy => (409, "Another seat is being opened.", "wait"),
            DoorReason.MalformedNumber => (400, "The number of a key has 10 digits.", "correct-and-send-again"),
            DoorReason.NotInside => (409, "This person is not in, or not on the seat.", "look-again"),
            DoorReason.NoRoom => (409, "No room of this draw seats its members now.", "wait-for-room"),
            DoorReason.WrongNumber => (409, "No key of that number waits.", "compare-the-number"),
            DoorReason.OtherRoom => (409, "The key of that number waits in the room of another draw.", "go-there"),
            DoorReason.NotInRoom => (409, "This person has no seat in that room.", "compare-the-number"),
            DoorReason.SeatHasKey => (409, "The seat has another key.", "have-it-unseated"),
            DoorReason.KeyRefused => (409, "The platform did not take this key.", "make-a-new-key"),
            _ => (409, "The seat's state does not allow this.", "look-again"),
        };
        return Problems.Make(status, reason.ToString(), Rule, detail, next);
    }
}
