namespace Trading.Gate.Doors;

/// <summary>Why somebody was not admitted, as a stable word.</summary>
public enum DoorReason
{
    /// <summary>No draw of that id is admitted now.</summary>
    NotOpen,

    /// <summary>The draw reports at another place.</summary>
    WrongPlace,

    /// <summary>What was typed is no identity number, or no 12 digits.</summary>
    Malformed,

    /// <summary>No device asks who it is, and the desk did not confirm that it looked at the card.</summary>
    NobodyLooked,

    /// <summary>The device says that it is somebody else.</summary>
    NotThePerson,

    /// <summary>The device does not answer, and the desk did not confirm that it looked at the card.</summary>
    DeviceAway,

    /// <summary>Nobody is expected under this position: another draw, another day, or it was dropped.</summary>
    NotExpected,

    /// <summary>The expert of this position is in already.</summary>
    AlreadyArrived,

    /// <summary>Another desk admitted the expert of this position at the same time.</summary>
    AdmittedElsewhere,

    /// <summary>Code and identity number do not open the record: one of them is another's, or mistyped.</summary>
    WrongCode,

    /// <summary>Too many wrong tries for this position, or at this desk.</summary>
    TooManyTries,

    /// <summary>Another seat is being opened; one at a time.</summary>
    Busy,

    /// <summary>Too few trustees answered in time.</summary>
    NoAnswer,

    /// <summary>The platform cannot be reached.</summary>
    PlatformAway,

    /// <summary>The seat's state does not allow this.</summary>
    NotNow,

    /// <summary>What was typed is no number of a key: 10 digits.</summary>
    MalformedNumber,

    /// <summary>The person is out, has lost the seat, or is asked whether they attended the opening.</summary>
    NotInside,

    /// <summary>No room of this draw seats its members now.</summary>
    NoRoom,

    /// <summary>No key of that number waits: mistyped, or older than half an hour.</summary>
    WrongNumber,

    /// <summary>The key of that number waits in the room of another draw.</summary>
    OtherRoom,

    /// <summary>This person has no seat in the room of that key.</summary>
    NotInRoom,

    /// <summary>The seat has another key: that one has to go first.</summary>
    SeatHasKey,

    /// <summary>The platform did not take the key: somebody else has it, or it had to go.</summary>
    KeyRefused,
}
