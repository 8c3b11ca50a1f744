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
            _ => (409, "The seat's state does not allow this.", "look-again"),
        };
        return Problems.Make(status, reason.ToString(), Rule, detail, next);
    }
}
