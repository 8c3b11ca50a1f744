namespace Trading.Edge.SignIn;

/// <summary>Limits of every process with a sign-in of its own; docs/limits.md explains them.</summary>
public static class SignInLimits
{
    public const string PasswordsPolicy = "passwords";

    /// <summary>Bytes of a sign-in.</summary>
    public const int Bytes = 32 << 10;

    /// <summary>Of one address.</summary>
    public const int RequestsPerSecond = 200;

    /// <summary>Of one address.</summary>
    public const int PasswordsPerSecond = 5;
}
