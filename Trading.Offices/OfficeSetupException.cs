namespace Trading.Offices;

/// <summary>An office cannot start as it was set up; the message is for its operator and holds no secret.</summary>
public sealed class OfficeSetupException(string message) : Exception(message);
