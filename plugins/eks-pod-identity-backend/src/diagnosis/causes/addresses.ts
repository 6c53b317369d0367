/** The agent's addresses, as they stand in texts. */
export const agentAddresses = ['169.254.170.23', 'fd00:ec2::23'];
