import styled from 'styled-components';

/** Sentences, each with a dot. */
export const List = styled.ul`
  margin: 0;
  padding-left: 18px;
  list-style: disc;
`;
